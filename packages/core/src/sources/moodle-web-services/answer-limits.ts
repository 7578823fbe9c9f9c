/**
 * What an answer holds, and so how large it may be and how long it may be under way.
 *
 * - `page`: someone waits for it in front of a screen, and it is small: sign-in, discovery, refusals
 * - `data`: an answer of a web service
 * - `file`: a file of any size, which is not held in memory
 */
export type AnswerKind = 'page' | 'data' | 'file'

/** Limits of one answer. */
export interface AnswerLimits {
  /** Unpacked; of a file, where the site does not tell its size beforehand. */
  readonly maxBytes: number
  /** How long its body may be waited for in all, milliseconds; time in which we are busy with it does not count. */
  readonly wholeMs: number
}

const megabyte = 1024 * 1024
const minuteMs = 60_000

export const answerLimits: Readonly<Record<AnswerKind, AnswerLimits>> = {
  page: { maxBytes: 4 * megabyte, wholeMs: 2 * minuteMs },
  // A review of 60 questions is about 4 MB, a grade report of 5,000 people about 70 MB.
  data: { maxBytes: 256 * megabyte, wholeMs: 30 * minuteMs },
  // How long a large one takes is for the least pace alone to limit.
  file: { maxBytes: 4096 * megabyte, wholeMs: Number.POSITIVE_INFINITY },
}
