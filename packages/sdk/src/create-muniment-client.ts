import { archiveActivity, type ArchiveActivityOptions, type ArchivedActivity } from './archive-activity.ts'
import { addFile, type FileToAdd } from './add-file.ts'
import type { CallOptions } from './call-options.ts'
import { procedures, type ArchivesApi, type MunimentApi, type TasksApi } from './generated/api.ts'
import type { AdditionalFile } from './generated/types.ts'
import { openArchiveFile, type ArchiveFileToOpen, type OpenedArchiveFile } from './open-archive-file.ts'
import { askAgain } from './retrying.ts'
import { createHttpTransport, type Fetch } from './transport/http-transport.ts'
import type { MunimentPort } from './transport/muniment-port.ts'
import { createPortTransport } from './transport/port-transport.ts'
import type { Download, Transport } from './transport/transport.ts'
import type { TypedTaskRequest } from './typed-task-request.ts'
import type { WatchOptions } from './watch-options.ts'
import { watchResuming } from './watch-resuming.ts'

/** Where the server is. */
export type MunimentClientOptions =
  | {
      /** Address of a server, such as `https://muniment.example.edu`. */
      readonly url: string
      /** Key that the server's operator gave you. */
      readonly apiKey?: string
      /** Used instead of the global `fetch`, for proxies and certificates of your own. */
      readonly fetch?: Fetch
      /** How often what changes nothing is asked again when the server cannot be reached or is busy. Default: 2. */
      readonly retries?: number
      /** How long the answer to what changes nothing may take, in milliseconds. Default: 2 minutes. */
      readonly timeoutMs?: number
    }
  | {
      /** A channel to a server in another process or thread. */
      readonly port: MunimentPort
    }

/** All that a Muniment server does, `noun.verb`. Every call throws `MunimentError`. */
export interface MunimentClient extends MunimentApi {
  /**
   * Archives an activity from beginning to end: makes a task, executes it, waits, and gives its archive. Over broken
   * connections and restarts of the server it goes on.
   *
   * @throws MunimentError as `tasks.create`; what made the task fail, with `details.taskId`; `aborted`
   */
  archiveActivity<Driver extends string>(
    request: TypedTaskRequest<Driver>,
    options?: ArchiveActivityOptions,
  ): Promise<ArchivedActivity>
  readonly tasks: TasksApi & {
    /**
     * Adds a file to a task that was not executed yet: a seating plan, the exam's minutes, a scan. It is sent chunk by
     * chunk and lies in the archive below `data/additional files/`.
     *
     * @throws MunimentError `not_found`, `state_conflict` if the task was executed, `input_invalid` if there are too many
     *   files or the file is too large; what `content` throws passes through.
     */
    addFile(taskId: string, file: FileToAdd, options?: CallOptions): Promise<AdditionalFile>
  }
  readonly archives: ArchivesApi & {
    /**
     * Downloads the file of an archive as a stream. `sha256` is what its content must hash to.
     *
     * @throws MunimentError `not_found`; `connection_failed` also from within `content` if it does not arrive whole.
     */
    download(input: { readonly archiveId: string }, options?: CallOptions): Promise<Download>
    /**
     * Opens a file within an archive, unpacked while it is read, whatever its size.
     *
     * @throws MunimentError `not_found`; `manifest_invalid` if it is damaged, also from within `content`.
     */
    openFile(file: ArchiveFileToOpen, options?: CallOptions): Promise<OpenedArchiveFile>
  }
}

/**
 * Makes a client of a Muniment server. Nothing is sent before the first call.
 *
 * @example
 * ```ts
 * const client = createMunimentClient({ url: 'http://127.0.0.1:7420', apiKey })
 * for await (const event of client.tasks.watch({ taskId })) {
 *   if (event.kind === 'status') console.log(event.status.state)
 * }
 * ```
 */
export function createMunimentClient(options: MunimentClientOptions): MunimentClient {
  const transport =
    'port' in options
      ? createPortTransport(options.port)
      : createHttpTransport({ ...options, fetch: options.fetch ?? ((address, init) => fetch(address, init)) })
  const api = buildApi('port' in options ? transport : patient(transport, options))
  return {
    ...api,
    archiveActivity: (request, archiving) => archiveActivity(api, request, archiving),
    tasks: { ...api.tasks, addFile: (taskId, file, callOptions) => addFile(api, taskId, file, callOptions) },
    archives: {
      ...api.archives,
      download: ({ archiveId }, { signal } = {}) => transport.download(archiveId, signal),
      openFile: (file, callOptions) => openArchiveFile(api, file, callOptions),
    },
  }
}

const defaultRetries = 2
const defaultTimeoutMs = 120_000

/** Asks again what changes nothing; what changes something is sent once. */
function patient(
  transport: Transport,
  {
    retries = defaultRetries,
    timeoutMs = defaultTimeoutMs,
  }: { readonly retries?: number; readonly timeoutMs?: number },
): Transport {
  return {
    ...transport,
    call(type, path, input, signal) {
      if (type === 'mutation') return transport.call(type, path, input, signal)
      const retrying = { retries, timeoutMs, ...(signal && { signal }) }
      return askAgain(retrying, (inTime) => transport.call(type, path, input, inTime))
    },
  }
}

type Method = (input?: unknown, options?: CallOptions & WatchOptions) => unknown

/** One method for each procedure of the generated table. */
function buildApi(transport: Transport): MunimentApi {
  const api: Record<string, Record<string, Method>> = {}
  for (const [path, type] of Object.entries(procedures)) {
    const [noun = '', verb = ''] = path.split('.')
    const methods = (api[noun] ??= {})
    methods[verb] =
      type === 'subscription'
        ? (input, options) => watchResuming(transport, path, input, options)
        : (input, options) => transport.call(type, path, input, options?.signal)
  }
  // The table and the interface are generated together, from the same procedures.
  return api as unknown as MunimentApi
}
