import { z } from 'zod'

/** Id of something in Muniment. */
export const identifier = z.string().min(1).max(100)

/** Id of something at the source, such as a course. */
export const sourceIdentifier = z.int().min(1)
