import { setImmediate } from 'node:timers'
import { z } from 'zod'
import { ArchivingError } from '../../errors/index.ts'
import { batchFunction, callEach } from './batch-calls.ts'
import { checkAnswer } from './check-answer.ts'
import type { FunctionArguments } from './form-encoding.ts'
import type { MoodleSession } from './moodle-session.ts'

/** One call, and all who wait for its answer. */
interface GatheredCall {
  readonly values: FunctionArguments
  readonly answer: PromiseWithResolvers<unknown>
}

/** By function, then by what it is asked: two who ask the same get one answer. */
type GatheredCalls = Map<string, Map<string, GatheredCall>>

/**
 * The same session, for many readers at once: what they ask before all of them wait goes out in few requests, by
 * function. Each reader gets its own answer or refusal, as if it had asked alone.
 *
 * @param signal ends all calls; the signals of single calls are not looked at
 */
export function createBatchingSession(session: MoodleSession, signal: AbortSignal): MoodleSession {
  let gathered: GatheredCalls = new Map()
  const ask = (): void => {
    const asked = gathered
    gathered = new Map()
    for (const [name, calls] of asked) void answerAll(session, name, [...calls.values()], signal)
  }
  return {
    siteInfo: (_signal) => session.siteInfo(signal),
    language: (_signal) => session.language(signal),
    // A batch within a batch is none: whoever would make one asks one by one, and is gathered here.
    offers: async (name) => name !== batchFunction && (await session.offers(name, signal)),
    async call(question) {
      // Readers go on as promises settle, so by the next turn of the loop all of them have asked.
      if (gathered.size === 0) setImmediate(ask)
      const answer = gather(gathered, question.function, question.values)
      return checkAnswer(question.answer, await answer, question.function)
    },
  }
}

function gather(gathered: GatheredCalls, name: string, values: FunctionArguments): Promise<unknown> {
  const calls = gathered.get(name) ?? new Map<string, GatheredCall>()
  gathered.set(name, calls)
  const key = JSON.stringify(values)
  const call = calls.get(key) ?? { values, answer: Promise.withResolvers<unknown>() }
  calls.set(key, call)
  return call.answer.promise
}

/** Never fails itself: what fails is told to those who wait. */
async function answerAll(
  session: MoodleSession,
  name: string,
  calls: readonly GatheredCall[],
  signal: AbortSignal,
): Promise<void> {
  try {
    const values = calls.map((call) => call.values)
    const results = await callEach(session, { function: name, values, answer: z.unknown() }, signal)
    for (const [index, { answer }] of calls.entries()) {
      const result = results[index]
      if (result?.ok) answer.resolve(result.value)
      else answer.reject(result?.error)
    }
  } catch (error) {
    const size = smallerSize(error, calls.length)
    if (size === undefined) for (const { answer } of calls) answer.reject(error)
    else
      for (let from = 0; from < calls.length; from += size)
        await answerAll(session, name, calls.slice(from, from + size), signal)
  }
}

const easySize = 10

/**
 * How many calls to ask together after so many have failed; undefined to give up. A site can be too weak for fifty heavy
 * answers at once, and one answer that makes no sense must not stand for those of the others.
 */
function smallerSize(error: unknown, failed: number): number | undefined {
  if (!(error instanceof ArchivingError)) return undefined
  if (error.code === 'source_unexpected') return failed > 1 ? 1 : undefined
  return failed > easySize && ['source_unavailable', 'timed_out'].includes(error.code) ? easySize : undefined
}
