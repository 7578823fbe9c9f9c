import type { RecordedError } from '../errors/index.ts'
import type { LogKind } from '../tasks/log-kinds.ts'
import type { TaskProgress, TaskState } from '../driver/activity-archiving-task.ts'

/**
 * What helps to find a fault, for a report to those who make Muniment. It names nobody and holds no secret: no site, no
 * titles, no file names, no sentences of the log, which may quote any of them.
 */
export interface DiagnosticsBundle {
  readonly format: 'muniment-diagnostics'
  readonly formatVersion: 1
  readonly madeAt: Date
  readonly program: ProgramFacts
  /** What reports are set with. */
  readonly components: readonly { readonly name: string; readonly version: string }[]
  /** Ids of the archivers, and the packages of those that do not come with Muniment. */
  readonly drivers: readonly { readonly id: string; readonly package: string | null; readonly version: string | null }[]
  /** How many packages with archivers cannot be used. */
  readonly driverProblems: number
  readonly sources: readonly SourceFacts[]
  readonly tasksByState: Readonly<Record<TaskState, number>>
  /** The task that the report is about, or null. */
  readonly task: TaskFacts | null
}

/** The program and the computer that it runs on. */
export interface ProgramFacts {
  readonly version: string
  readonly nodeVersion: string
  readonly platform: string
  readonly architecture: string
  readonly cores: number
  readonly memoryBytes: number
  readonly startedAt: Date
}

/** A connected source, without its name and address. */
export interface SourceFacts {
  readonly kind: string
  readonly release: string
  readonly usesProxy: boolean
  readonly hasOwnCertificateAuthority: boolean
  readonly maxParallelRequests: number | null
}

/** An error without its sentence and its facts. */
export type ErrorFacts = Pick<RecordedError, 'code' | 'retry'>

export interface TaskFacts {
  readonly driverId: string
  readonly state: TaskState
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly progress: TaskProgress
  readonly error: ErrorFacts | null
  /** Values of closed lists, numbers and switches; of patterns their variables, of texts their length, of choices of people their number. */
  readonly settings: Readonly<Record<string, boolean | number | string | readonly string[]>>
  /** Items in trouble, at most 200, under numbers that mean nothing elsewhere. */
  readonly items: readonly ItemFacts[]
  /** When something was said, of which kind, how serious it was and about which item; the newest 500. */
  readonly log: readonly {
    readonly at: Date
    readonly level: 'info' | 'warning' | 'error'
    readonly kind: LogKind | null
    readonly item: number | null
  }[]
}

export interface ItemFacts {
  readonly item: number
  readonly state: 'pending' | 'running' | 'finished' | 'failed'
  readonly attempts: number
  readonly error: ErrorFacts | null
  readonly remarks: number
}
