import { MunimentError } from '@muniment/sdk'

type LocalizedText = MunimentError['text']

/** What went wrong, as a screen tells it. */
export interface Failure {
  /** Of the closed table of codes; null if the engine cannot run at all. */
  readonly code: string | null
  /** For people: what happened, and what to do. */
  readonly text: LocalizedText
  /** The setting or field that was refused, if it was one. */
  readonly field: string | null
}

export function toFailure(error: unknown): Failure {
  if (!(error instanceof MunimentError))
    return { code: null, text: { en: error instanceof Error ? error.message : String(error) }, field: null }
  const { setting, field } = error.details
  return { code: error.code, text: error.text, field: textOr(setting) ?? textOr(field) ?? null }
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
