import { createCore } from '@muniment/core'
import { createMunimentClient } from '@muniment/sdk'
import { dataFolderFor } from '../data-folder.ts'
import { driverFoldersFor } from '../driver-folders.ts'
import { createInProcessPort } from '../in-process/index.ts'
import { storageOptionsOf } from '../storage-options.ts'
import { timestampOptions } from '../timestamp-options.ts'
import { verificationOptions } from '../verification-options.ts'
import { readSecretKey } from '../secret-key.ts'
import type { CommonOptions, Invocation, OpenClient } from './invocation.ts'
import { tellDiagnostics } from './tell-diagnostics.ts'

/** What a command needs besides. */
export interface OpenClientOptions {
  /** Whether the engine starts: only for commands that execute tasks. */
  readonly executes?: boolean
  /** Whether a new secret key is taken in the place of one that is lost, and the sign-ins that need it are forgotten. */
  readonly secretKeyIsLost?: boolean
}

/**
 * Opens the Muniment that the options name. Both kinds are used through the same client; on this computer the engine
 * starts only for commands that execute tasks.
 */
export async function openClient(
  options: CommonOptions,
  { environment, platform, version, stderr }: Invocation,
  { executes = false, secretKeyIsLost = false }: OpenClientOptions = {},
): Promise<OpenClient> {
  const url = options.server ?? environment.MUNIMENT_SERVER
  if (url !== undefined) {
    const apiKey = environment.MUNIMENT_API_KEY
    const client = createMunimentClient({ url, ...(apiKey !== undefined && { apiKey }) })
    return { client, remote: true, async [Symbol.asyncDispose]() {} }
  }
  const dataFolder = dataFolderFor(options.data, environment, platform)
  const fromEnvironment = environment.MUNIMENT_SECRET_KEY
  const databaseAddress = environment.MUNIMENT_DATABASE
  const storage = storageOptionsOf(environment)
  const secretKey = await readSecretKey({
    dataFolder,
    platform,
    isLost: secretKeyIsLost,
    isShared: databaseAddress !== undefined && storage.s3 !== undefined,
    ...(fromEnvironment !== undefined && { fromEnvironment }),
  })
  await using opened = new AsyncDisposableStack()
  const core = opened.use(
    await createCore({
      dataFolder,
      secretKey,
      secretKeyIsLost,
      version,
      ...(databaseAddress !== undefined && { databaseAddress }),
      ...storage,
      driverFolders: driverFoldersFor(options.drivers ?? [], environment, dataFolder),
      ...(await timestampOptions(environment)),
      ...verificationOptions(environment),
      // Without --debug, the task's log says what matters.
      onDiagnostic: tellDiagnostics(stderr, { debug: options.debug === true, quiet: true }),
    }),
  )
  if (executes) await core.start()
  const client = createMunimentClient({ port: opened.use(createInProcessPort(core)) })
  const everything = opened.move()
  return { client, remote: false, [Symbol.asyncDispose]: () => everything.disposeAsync() }
}
