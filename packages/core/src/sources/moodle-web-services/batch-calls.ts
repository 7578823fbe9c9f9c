import type { z } from 'zod'
import { ArchivingError, wrapUnknownError } from '../../errors/index.ts'
import { batchAnswer } from './answers/site-answers.ts'
import { checkAnswer } from './check-answer.ts'
import type { FunctionArguments } from './form-encoding.ts'
import { findFault, hasFaultCode, toFaultError } from './moodle-fault.ts'
import type { MoodleSession } from './moodle-session.ts'

/** The outcome of one call of many. */
export type CallResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ArchivingError }

/** The same function, asked once for each of `values`. */
export interface ManyQuestions<Schema extends z.ZodType> {
  readonly function: string
  readonly values: readonly FunctionArguments[]
  readonly answer: Schema
}

/** Makes several calls in one request. */
export const batchFunction = 'tool_mobile_call_external_functions'

/** PHP takes 1,000 form fields by default; a request has four. 50 together were nearly eight times as fast as one by one. */
export const batchSize = 50

/**
 * Asks a function many times in few requests. The results stand in the order of `values`. What fails for one call is
 * in its result; what concerns all of them (site down, token expired, aborted) is thrown.
 */
export async function callEach<Schema extends z.ZodType>(
  session: MoodleSession,
  questions: ManyQuestions<Schema>,
  signal: AbortSignal,
): Promise<readonly CallResult<z.output<Schema>>[]> {
  const results: CallResult<z.output<Schema>>[] = []
  const batched = questions.values.length > 1 && (await session.offers(batchFunction, signal))
  while (results.length < questions.values.length) {
    const part = { ...questions, values: questions.values.slice(results.length, results.length + batchSize) }
    const answered = batched ? await callBatch(session, part, signal) : { results: [], alone: part.values }
    results.push(...answered.results)
    results.push(...(await Promise.all(answered.alone.map((values) => callOne(session, questions, values, signal)))))
  }
  return results
}

/** What a batch brought: answers in order, and a call that must follow them on its own. */
interface BatchOutcome<Value> {
  readonly results: readonly CallResult<Value>[]
  readonly alone: readonly FunctionArguments[]
}

/** Moodle stops at the first error, so there are often fewer results than calls. */
async function callBatch<Schema extends z.ZodType>(
  session: MoodleSession,
  questions: ManyQuestions<Schema>,
  signal: AbortSignal,
): Promise<BatchOutcome<z.output<Schema>>> {
  const language = await session.language(signal)
  const requests = questions.values.map((values) => ({
    function: questions.function,
    arguments: JSON.stringify(values),
    // The settings of the request around them do not reach the calls within.
    settingfilter: true,
    ...(language !== '' && { settinglang: language }),
  }))
  const batch = { function: batchFunction, values: { requests }, answer: batchAnswer }
  const { responses } = await session.call(batch, signal)
  const results: CallResult<z.output<Schema>>[] = []
  for (const response of responses.slice(0, requests.length)) {
    const result = readResponse(response, questions)
    if (result === undefined) break
    results.push(result)
    if (!result.ok) return { results, alone: [] }
  }
  return { results, alone: questions.values.slice(results.length, results.length + 1) }
}

/** Undefined for an error that only a call of its own can settle: it is tried again there, or explained, or thrown. */
function readResponse<Schema extends z.ZodType>(
  response: z.output<typeof batchAnswer>['responses'][number],
  questions: ManyQuestions<Schema>,
): CallResult<z.output<Schema>> | undefined {
  const name = questions.function
  if (!response.error) return { ok: true, value: checkAnswer(questions.answer, parseText(response.data, name), name) }
  const error = toFaultError(findFault(parseText(response.exception, name)) ?? unknownFault, name)
  const isFinal = concernsOneCall(error) && !hasFaultCode(error, 'accessexception')
  return isFinal ? { ok: false, error } : undefined
}

const unknownFault = { errorCode: '', message: '' }

function concernsOneCall(error: ArchivingError): boolean {
  return error.code === 'source_denied' || error.code === 'source_missing'
}

async function callOne<Schema extends z.ZodType>(
  session: MoodleSession,
  questions: ManyQuestions<Schema>,
  values: FunctionArguments,
  signal: AbortSignal,
): Promise<CallResult<z.output<Schema>>> {
  try {
    const question = { function: questions.function, values, answer: questions.answer }
    return { ok: true, value: await session.call(question, signal) }
  } catch (error) {
    const known = wrapUnknownError(error)
    if (!concernsOneCall(known)) throw known
    return { ok: false, error: known }
  }
}

/** The reason in the parser's message would repeat pieces of the answer, so it is not kept. */
function parseText(text: string | null | undefined, webServiceFunction: string): unknown {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return value
  } catch {
    throw new ArchivingError(
      'source_unexpected',
      `The site answered ${webServiceFunction} with text that is not JSON.`,
      {
        details: { function: webServiceFunction },
      },
    )
  }
}
