import { errorCodes, isErrorCode } from '@muniment/core'
import { z } from 'zod'
import { localizedText } from './localized-text.ts'

export const errorCode = z
  .enum(Object.keys(errorCodes).filter(isErrorCode))
  .meta({ id: 'ErrorCode', description: 'What can go wrong, as one closed table. A code never changes its meaning.' })

export const errorDetails = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]))
  .meta({ id: 'ErrorDetails', description: 'Facts about an error that may be shown and kept.' })

export const errorRetry = z
  .enum(['never', 'later'])
  .meta({ id: 'ErrorRetry', description: 'Whether doing the same again later can help.' })

export const recordedError = z
  .object({
    code: errorCode,
    message: z.string().describe('For people, in English.'),
    text: localizedText.describe('The message in the languages of the product.'),
    retry: errorRetry,
    details: errorDetails,
  })
  .meta({ id: 'RecordedError', description: 'An error as it is kept with a task or an item.' })
