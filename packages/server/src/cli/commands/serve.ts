import { randomBytes } from 'node:crypto'
import { createCore } from '@muniment/core'
import { dataFolderFor } from '../../data-folder.ts'
import { driverFoldersFor } from '../../driver-folders.ts'
import { createHttpServer } from '../../http/index.ts'
import { timestampOptions } from '../../timestamp-options.ts'
import { readSecretKey } from '../../secret-key.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { tellDiagnostics } from '../tell-diagnostics.ts'

export interface ServeOptions extends CommonOptions {
  readonly host: string
  readonly port: number
}

/** `muniment serve`: serves this computer's Muniment until it is told to stop. */
export async function serveCommand(options: ServeOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, environment, platform, version, interrupted } = invocation
  const dataFolder = dataFolderFor(options.data, environment, platform)
  const fromEnvironment = environment.MUNIMENT_SECRET_KEY
  const secretKey = await readSecretKey({
    dataFolder,
    platform,
    ...(fromEnvironment !== undefined && { fromEnvironment }),
  })
  const apiKey = environment.MUNIMENT_API_KEY ?? `mun_${randomBytes(24).toString('base64url')}`
  const onDiagnostic = tellDiagnostics(invocation.stderr, { debug: options.debug === true, quiet: false })
  await using core = await createCore({
    dataFolder,
    secretKey,
    version,
    onDiagnostic,
    driverFolders: driverFoldersFor(options.drivers ?? [], environment, dataFolder),
    ...(await timestampOptions(environment)),
  })
  await core.start()
  await using server = await createHttpServer(core, { host: options.host, port: options.port, apiKeys: [apiKey] })
  terminal.say(`Muniment listens on ${server.url}`)
  if (environment.MUNIMENT_API_KEY === undefined) {
    terminal.say(`Its key, for this run only (set MUNIMENT_API_KEY to choose one): ${apiKey}`)
  }
  if (terminal.json) terminal.result({ url: server.url, ...(environment.MUNIMENT_API_KEY === undefined && { apiKey }) })
  await new Promise<void>((resolve) => {
    if (interrupted.aborted) resolve()
    interrupted.addEventListener('abort', () => resolve(), { once: true })
  })
  terminal.say('Stopping. Running tasks go on at the next start.')
  return exitCodes.finished
}
