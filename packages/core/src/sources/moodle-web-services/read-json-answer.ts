import { ArchivingError, type ErrorCode, type ErrorDetails } from '../../errors/index.ts'
import type { TextAnswer } from './answer-text.ts'
import { parseRetryAfter } from './request-retry.ts'

/** What is known about the question that an answer belongs to. */
export interface AnswerContext {
  /** Web service function or page, for error details. */
  readonly asked: string
  readonly host: string
  readonly nowMs: number
}

/**
 * Parses an answer of Moodle as JSON. Everything else that a site, or a gateway in front of it, may answer becomes a
 * clear error; those that may pass have the retry class `later`. A fault of Moodle is JSON too and is returned.
 */
export function readJsonAnswer(answer: TextAnswer, context: AnswerContext): unknown {
  refuseByStatus(answer, context)
  const text = answer.text.trim()
  if (text === '')
    throw failure('source_unavailable', `${context.host} sent an empty answer. Try again later.`, context)
  const parsed = tryParse(text)
  if (parsed !== undefined) return parsed.value
  if (answer.status === 404) throw notFound(context)
  if (text.startsWith('<')) {
    throw failure(
      'source_unavailable',
      `${context.host} sent a web page instead of data. A gateway in front of it may be checking visitors, or the site is being updated. Try again later.`,
      context,
    )
  }
  throw failure('source_unavailable', `${context.host} sent an answer that is damaged or cut off. Try again.`, context)
}

/** The reason in the parser's message would repeat pieces of the answer, so it is not kept. */
function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined
  }
}

function refuseByStatus(answer: TextAnswer, context: AnswerContext): void {
  const { status } = answer
  if (status >= 300 && status < 400) throw movedError(answer, context)
  if (status === 401 || status === 407) {
    throw failure('source_denied', `${context.host}, or a proxy before it, asks for a password of its own.`, context, {
      status,
    })
  }
  if (status === 403) throw forbidden(answer, context)
  if (status === 429) {
    throw failure('source_rate_limited', `${context.host} asks us to slow down. Try again later.`, context, {
      ...retryAfter(answer, context),
      status,
    })
  }
  if (status >= 500) {
    const what = status === 503 ? 'is not available at the moment or undergoing maintenance' : 'has an internal problem'
    throw failure('source_unavailable', `${context.host} ${what} (status ${status}). Try again later.`, context, {
      ...retryAfter(answer, context),
      status,
    })
  }
}

function movedError(answer: TextAnswer, context: AnswerContext): ArchivingError {
  const target = URL.parse(answer.location ?? '', `https://${context.host}/`)
  const where = target === null ? 'another address' : `${target.origin}${target.pathname}`
  return failure('source_unexpected', `${context.host} sends us to ${where}. Check the address of the site.`, context, {
    status: answer.status,
  })
}

function forbidden(answer: TextAnswer, context: AnswerContext): ArchivingError {
  const message =
    answer.text.trim() === ''
      ? 'Web services, or their REST protocol, are switched off on the site. Ask its administrators to enable them.'
      : `${context.host}, or a gateway before it, refuses our requests (status 403). Ask its administrators.`
  return failure('source_denied', message, context, { status: 403 })
}

function notFound(context: AnswerContext): ArchivingError {
  return failure(
    'source_missing',
    `There is no Moodle at this address of ${context.host}. Check the address.`,
    context,
    {
      status: 404,
    },
  )
}

function retryAfter(answer: TextAnswer, context: AnswerContext): { readonly retryAfterMs?: number } {
  const retryAfterMs = parseRetryAfter(answer.retryAfter, context.nowMs)
  return retryAfterMs === undefined ? {} : { retryAfterMs }
}

interface FailureFacts {
  readonly status?: number
  readonly retryAfterMs?: number
}

function failure(code: ErrorCode, message: string, context: AnswerContext, facts: FailureFacts = {}): ArchivingError {
  const details: ErrorDetails = {
    function: context.asked,
    host: context.host,
    ...(facts.status !== undefined && { status: facts.status }),
  }
  return new ArchivingError(code, message, {
    details,
    ...(facts.retryAfterMs !== undefined && { retryAfterMs: facts.retryAfterMs }),
  })
}
