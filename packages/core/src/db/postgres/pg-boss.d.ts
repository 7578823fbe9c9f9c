/**
 * What is used of pg-boss. Its own declarations (12.38.0) name types that they leave out, so that they cannot be checked.
 */

/** How an instance is made. */
export interface ConstructorOptions {
  readonly connectionString: string
  readonly schema: string
  /** Connections in the pool. */
  readonly max: number
  readonly application_name: string
  readonly useListenNotify: boolean
  /** Whether jobs are made on a schedule. */
  readonly schedule: boolean
}

export interface QueueOptions {
  readonly notify: boolean
  readonly expireInSeconds: number
  readonly retentionSeconds: number
  readonly deleteAfterSeconds: number
}

export interface WorkOptions {
  readonly pollingIntervalSeconds: number
  readonly notifyPollingIntervalSeconds: number
}

export declare class PgBoss {
  constructor(options: ConstructorOptions)
  on(event: 'error', listener: (error: Error) => void): this
  start(options: { readonly attempts: number }): Promise<this>
  stop(options: { readonly graceful: boolean; readonly timeout?: number }): Promise<void>
  createQueue(name: string, options: QueueOptions): Promise<void>
  send(name: string, data: object, options: { readonly singletonKey: string }): Promise<string | null>
  work(name: string, options: WorkOptions, handler: () => Promise<void>): Promise<string>
}
