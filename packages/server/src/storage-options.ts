import { ArchivingError, type CreateCoreOptions } from '@muniment/core'
import { readServerSetting } from './configuration/read-server-settings.ts'
import { serverSettings, type ServerSettingName, type ServerSettings } from './configuration/server-settings.ts'
import type { Environment } from './env.ts'

const names = [
  's3Bucket',
  's3Endpoint',
  's3Region',
  's3Prefix',
  's3AccessKeyId',
  's3SecretAccessKey',
  's3PathStyle',
] as const satisfies readonly ServerSettingName[]

export type StorageSettings = Pick<ServerSettings, (typeof names)[number]>

/**
 * What settings say of S3-compatible storage.
 *
 * @throws ArchivingError `input_invalid` if they do not go together
 */
export function storageOptions(settings: StorageSettings): Pick<CreateCoreOptions, 's3'> {
  const { s3Bucket: bucket, s3Endpoint: endpoint, s3Region: region, s3Prefix: prefix } = settings
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey, s3PathStyle: pathStyle } = settings
  if (bucket === undefined) {
    const said = names.find((name) => settings[name] !== serverSettings[name].fallback)
    if (said !== undefined) throw neededWith(said, 's3Bucket')
    return {}
  }
  if (accessKeyId !== undefined && secretAccessKey === undefined) throw neededWith('s3AccessKeyId', 's3SecretAccessKey')
  if (accessKeyId === undefined && secretAccessKey !== undefined) throw neededWith('s3SecretAccessKey', 's3AccessKeyId')
  return {
    s3: {
      bucket,
      region,
      ...(endpoint !== undefined && { endpoint }),
      ...(prefix !== undefined && { prefix }),
      ...(pathStyle !== undefined && { pathStyle }),
      ...(accessKeyId !== undefined &&
        secretAccessKey !== undefined && {
          credentials: { accessKeyId, secretAccessKey },
        }),
    },
  }
}

/** The same of what the environment says, for commands that read no configuration file. */
export function storageOptionsOf(environment: Environment): Pick<CreateCoreOptions, 's3'> {
  const variables = { ...environment }
  return storageOptions({
    s3Bucket: readServerSetting('s3Bucket', variables),
    s3Endpoint: readServerSetting('s3Endpoint', variables),
    s3Region: readServerSetting('s3Region', variables),
    s3Prefix: readServerSetting('s3Prefix', variables),
    s3AccessKeyId: readServerSetting('s3AccessKeyId', variables),
    s3SecretAccessKey: readServerSetting('s3SecretAccessKey', variables),
    s3PathStyle: readServerSetting('s3PathStyle', variables),
  })
}

const neededWith = (said: ServerSettingName, missing: ServerSettingName): ArchivingError =>
  new ArchivingError(
    'input_invalid',
    `With ${said} (${serverSettings[said].environment}), ${missing} (${serverSettings[missing].environment}) is needed too.`,
    { details: { field: missing } },
  )
