import type { SampleMoodle } from './start-sample-moodle.ts'

/** JSON as it came, for tests that look at shapes. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Calls a function as a plain form, with nothing of the product in between. */
export async function callSample(
  moodle: SampleMoodle,
  name: string,
  given: Readonly<Record<string, string>> = {},
): Promise<Json> {
  const body = new URLSearchParams({ wstoken: moodle.token, moodlewsrestformat: 'json', wsfunction: name, ...given })
  const response = await fetch(`${moodle.url}/webservice/rest/server.php`, { method: 'POST', body })
  const answer: Json = JSON.parse(await response.text())
  return answer
}

/** Walks into an answer: `at(answer, 'questions', 0, 'html')`; `null` where there is nothing. */
export function at(value: Json, ...path: readonly (string | number)[]): Json {
  let here: Json = value
  for (const step of path) {
    if (Array.isArray(here) && typeof step === 'number') here = here[step] ?? null
    else if (typeof here === 'object' && here !== null && !Array.isArray(here)) here = here[String(step)] ?? null
    else return null
  }
  return here
}

export function listAt(value: Json, ...path: readonly (string | number)[]): Json[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

export function textAt(value: Json, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

export function numberAt(value: Json, ...path: readonly (string | number)[]): number {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : Number.NaN
}
