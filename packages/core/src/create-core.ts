import type { Core } from './core.ts'

/** What the edge hands in: folders, secrets, clock, chance. Nothing below reads the environment. */
export interface CreateCoreOptions {
  /** Folder of the database, the artifact store and working files. Made if missing. */
  readonly dataFolder: string
  /** Default folder for sealed archives. Default: `archives` in the data folder. */
  readonly archiveFolder?: string
  /** 32 bytes that encrypt the secrets of sources. */
  readonly secretKey: Uint8Array
  /** Version of the program, kept in archives. */
  readonly version: string
  /** How many items are worked on at once. Default 4. */
  readonly concurrency?: number
  /** How many child processes typeset reports. Default: one a core. */
  readonly typesetterProcesses?: number
  /** The clock. Default: the system's. */
  readonly now?: () => Date
  /** Chance, for ids and for the spread of retries. Default: the system's. */
  readonly random?: () => number
  /** Receives what is for operators rather than for people: causes of errors. Default: nowhere. */
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void
}

export interface Diagnostic {
  readonly level: 'debug' | 'warning' | 'error'
  readonly message: string
  readonly taskId?: string
  readonly cause?: unknown
}

/**
 * Opens an installation: database (migrated), artifact store, sources, drivers, engine.
 *
 * @throws ArchivingError `storage_failed` if the folder cannot be used or the database is damaged or of a newer version.
 */
export function createCore(_options: CreateCoreOptions): Promise<Core> {
  throw new Error('in the making')
}
