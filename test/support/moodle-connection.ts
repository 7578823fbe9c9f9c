import type { HttpOptions } from '@muniment/core'

/** Waiting that takes no time: tests never sleep. */
export const noWaiting: NonNullable<HttpOptions['surroundings']> = {
  now: () => Date.now(),
  random: () => 0.5,
  sleep: (_milliseconds, signal) => {
    signal?.throwIfAborted()
    return Promise.resolve()
  },
}

/** How tests reach a site. */
export const testHttp: HttpOptions = { userAgent: 'muniment-test/1.0', surroundings: noWaiting }

/** All items of a stream. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

/** What a promise rejects with. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => new Error('It should have failed.'),
    (error: unknown) => error,
  )
}

/** Everything that an error and its causes say, also in fields, as one text to search for secrets. */
export function everythingIn(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 8) return JSON.stringify(error) ?? ''
  const fields = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)))
  const details = 'details' in error ? JSON.stringify(error.details) : ''
  return [error.message, ...fields, details, everythingIn(error.cause, depth + 1)].join('\n')
}
