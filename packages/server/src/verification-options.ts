import type { CreateCoreOptions } from '@muniment/core'
import { readServerSetting } from './configuration/read-server-settings.ts'
import type { Environment } from './env.ts'

/** What the environment says of verifying archives by itself. @throws ArchivingError `input_invalid`. */
export function verificationOptions(environment: Environment): Pick<CreateCoreOptions, 'verifyEveryDays'> {
  return { verifyEveryDays: readServerSetting('verifyEveryDays', { ...environment }) }
}
