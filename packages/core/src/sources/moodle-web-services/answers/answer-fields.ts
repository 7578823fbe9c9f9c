import { z } from 'zod'
import { toPlainText } from '../plain-text.ts'
import { toIsoTime } from '../value-parsing.ts'

/** Ids, counts and times are numbers, in some versions and functions as text. */
export const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])

/** An id of a record. */
export const recordId = wholeNumber.pipe(z.int().positive())

/** A mark, grade or limit, as number or as text with a decimal point. */
export const decimalNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(?:\.\d+)?$/)
    .transform(Number),
])

/** Moodle writes yes and no as booleans in some functions and as 1 and 0 in others. */
export const flag = z.union([z.boolean(), wholeNumber.transform((value) => value !== 0)])

/** A text that may be missing or null. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? '')

/** A name as Moodle sends it, with HTML entities, as plain text. Not for names of people. */
export const htmlName = z.string().transform((html) => toPlainText(html))

/** The same for one that may be missing. */
export const optionalHtmlName = optionalText.transform((html) => toPlainText(html))

/** A time in seconds, as ISO 8601 in UTC; null for 0 and where it is missing. */
export const time = wholeNumber.nullish().transform((seconds) => toIsoTime(seconds))

/** What list functions say about records that they left out. */
export const warnings = z.array(z.object({ warningcode: z.string().optional() })).optional()
