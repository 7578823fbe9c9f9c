import { readFile } from 'node:fs/promises'
import { ArchivingError, type CreateCoreOptions } from '@muniment/core'
import { readServerSetting } from './configuration/read-server-settings.ts'
import type { Environment } from './env.ts'

/** What the environment says of time-stamping authorities. @throws ArchivingError `input_invalid`. */
export async function timestampOptions(
  environment: Environment,
): Promise<Pick<CreateCoreOptions, 'timestampAuthorities' | 'timestampProxy' | 'authorityCertificates'>> {
  const proxy = environment.MUNIMENT_TIMESTAMP_PROXY
  return {
    ...(proxy !== undefined && { timestampProxy: proxy }),
    timestampAuthorities: readServerSetting('timestampAuthorities', { ...environment }),
    authorityCertificates: await readAuthorityCertificates(environment.MUNIMENT_AUTHORITY_CERTIFICATES),
  }
}

/** The text of a file of certificates; none without a file. @throws ArchivingError `input_invalid`. */
export async function readAuthorityCertificates(file: string | undefined): Promise<readonly string[]> {
  if (file === undefined) return []
  try {
    return [await readFile(file, 'utf8')]
  } catch (cause) {
    throw new ArchivingError('input_invalid', `The file of certificates cannot be read: ${file}`, { cause })
  }
}
