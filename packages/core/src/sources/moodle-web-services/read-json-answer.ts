import { ArchivingError, type ErrorCode, type ErrorDetails } from '../../errors/index.ts'
import type { LocalizedText } from '../../errors/localized-text.ts'
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
    throw failure(
      'source_unavailable',
      {
        en: `${context.host} sent an empty answer. Try again later.`,
        de: `${context.host} hat eine leere Antwort geschickt. Versuchen Sie es später erneut.`,
      },
      context,
    )
  const parsed = tryParse(text)
  if (parsed !== undefined) return parsed.value
  if (answer.status === 404) throw notFound(context)
  if (text.startsWith('<')) {
    throw failure(
      'source_unavailable',
      {
        en: `${context.host} sent a web page instead of data. A gateway in front of it may be checking visitors, or the site is being updated. Try again later.`,
        de: `${context.host} hat eine Webseite statt Daten geschickt. Vielleicht prüft ein Gateway davor die Besucher, oder die Website wird aktualisiert. Versuchen Sie es später erneut.`,
      },
      context,
    )
  }
  throw failure(
    'source_unavailable',
    {
      en: `${context.host} sent an answer that is damaged or cut off. Try again.`,
      de: `${context.host} hat eine beschädigte oder abgeschnittene Antwort geschickt. Versuchen Sie es erneut.`,
    },
    context,
  )
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
    throw failure(
      'source_denied',
      {
        en: `${context.host}, or a proxy before it, asks for a password of its own.`,
        de: `${context.host} oder ein Proxy davor verlangt ein eigenes Kennwort.`,
      },
      context,
      {
        status,
      },
    )
  }
  if (status === 403) throw forbidden(answer, context)
  if (status === 429) {
    throw failure(
      'source_rate_limited',
      {
        en: `${context.host} asks us to slow down. Try again later.`,
        de: `${context.host} bittet uns, langsamer zu lesen. Versuchen Sie es später erneut.`,
      },
      context,
      {
        ...retryAfter(answer, context),
        status,
      },
    )
  }
  if (status >= 500) {
    const isClosed = status === 503
    const en = isClosed ? 'is not available at the moment or undergoing maintenance' : 'has an internal problem'
    const de = isClosed ? 'ist zurzeit nicht verfügbar oder wird gewartet' : 'hat einen inneren Fehler'
    const text = {
      en: `${context.host} ${en} (status ${status}). Try again later.`,
      de: `${context.host} ${de} (Status ${status}). Versuchen Sie es später erneut.`,
    }
    throw failure('source_unavailable', text, context, {
      ...retryAfter(answer, context),
      status,
    })
  }
}

function movedError(answer: TextAnswer, context: AnswerContext): ArchivingError {
  const target = URL.parse(answer.location ?? '', `https://${context.host}/`)
  const where = target && `${target.origin}${target.pathname}`
  const text = {
    en: `${context.host} sends us to ${where ?? 'another address'}. Check the address of the site.`,
    de: `${context.host} schickt uns zu ${where ?? 'einer anderen Adresse'}. Prüfen Sie die Adresse der Website.`,
  }
  return failure('source_unexpected', text, context, {
    status: answer.status,
  })
}

function forbidden(answer: TextAnswer, context: AnswerContext): ArchivingError {
  const message =
    answer.text.trim() === ''
      ? {
          en: 'Web services, or their REST protocol, are switched off on the site. Ask its administrators to enable them.',
          de: 'Die Webservices der Website oder deren REST-Protokoll sind abgeschaltet. Bitten Sie ihre Administration, sie einzuschalten.',
        }
      : {
          en: `${context.host}, or a gateway before it, refuses our requests (status 403). Ask its administrators.`,
          de: `${context.host} oder ein Gateway davor weist unsere Anfragen ab (Status 403). Wenden Sie sich an die Administration.`,
        }
  return failure('source_denied', message, context, { status: 403 })
}

function notFound(context: AnswerContext): ArchivingError {
  return failure(
    'source_missing',
    {
      en: `There is no Moodle at this address of ${context.host}. Check the address.`,
      de: `Unter dieser Adresse von ${context.host} gibt es kein Moodle. Prüfen Sie die Adresse.`,
    },
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

function failure(
  code: ErrorCode,
  { en, de }: Required<LocalizedText>,
  context: AnswerContext,
  facts: FailureFacts = {},
): ArchivingError {
  const details: ErrorDetails = {
    function: context.asked,
    host: context.host,
    ...(facts.status !== undefined && { status: facts.status }),
  }
  return new ArchivingError(code, en, {
    details,
    german: de,
    ...(facts.retryAfterMs !== undefined && { retryAfterMs: facts.retryAfterMs }),
  })
}
