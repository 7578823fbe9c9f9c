import { ArchivingError, type CreateCoreOptions } from '@muniment/core'
import { serverSettings } from './configuration/server-settings.ts'
import type { Environment } from './env.ts'

/** What the environment says of verifying archives by itself. @throws ArchivingError `input_invalid`. */
export function verificationOptions(environment: Environment): Pick<CreateCoreOptions, 'verifyEveryDays'> {
  const text = environment.MUNIMENT_VERIFY_EVERY_DAYS
  if (text === undefined) return {}
  const { schema, fromText } = serverSettings.verifyEveryDays
  const days = schema.safeParse(fromText(text))
  if (days.success) return { verifyEveryDays: days.data }
  throw new ArchivingError('input_invalid', 'MUNIMENT_VERIFY_EVERY_DAYS must be a number of days, or 0 for never.')
}
