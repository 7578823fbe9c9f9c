import type { DriverDescription, DriverProblem } from '@muniment/sdk'
import type { Engine } from '../../connection/engine.ts'

/** The archivers of the engine, and what keeps others from working. */
export interface Archivers {
  /** Built-in ones first. */
  readonly archivers: readonly DriverDescription[]
  /** Packages that cannot be used. */
  readonly problems: readonly DriverProblem[]
  /** Folder of the engine's data. */
  readonly dataFolder: string
}

/** Archivers are found when the engine starts, so they are asked for once each time they are looked at. */
export async function readArchivers(engine: Engine, signal: AbortSignal): Promise<Archivers> {
  return await engine.read(async (client, ended) => {
    const [archivers, problems, { dataFolder }] = await Promise.all([
      client.drivers.list(undefined, { signal: ended }),
      client.drivers.listProblems(undefined, { signal: ended }),
      client.system.describe(undefined, { signal: ended }),
    ])
    return { archivers, problems, dataFolder }
  }, signal)
}
