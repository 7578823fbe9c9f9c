import type { ArtifactStore } from '../archive/artifact-store.ts'
import type { UploadRequest, UploadStore } from '../archive/upload-store.ts'
import type { AdditionalFile, NewAdditionalFile, UploadService, UploadState } from '../core.ts'
import { ArchivingError } from '../errors/index.ts'
import { mediaTypeOfName } from '../archive/media-type-of-name.ts'
import type { AdditionalFileStore } from './additional-file-store.ts'
import type { EnginePorts } from './engine-ports.ts'
import { toLogEntry } from './log-entry.ts'
import type { LogNote } from './log-kinds.ts'

/** How much people may add to one task. */
export const additionalFileLimits = {
  files: 100,
  bytesPerFile: 2 * 1024 ** 3,
  nameLength: 255,
  noteLength: 1_000,
  /** Of one chunk of an upload. */
  chunkBytes: 512 * 1024,
  openUploads: 100,
} as const

/** Nothing was added to an upload for so long: nobody waits for it any more. */
const abandonedAfterMs = 24 * 60 * 60 * 1_000

/** What additional files stand on. */
export interface AdditionalFilePorts extends Pick<EnginePorts, 'tasks' | 'log' | 'changes' | 'now' | 'newId'> {
  readonly artifacts: ArtifactStore
  readonly files: AdditionalFileStore
  readonly uploads: UploadStore
}

/** Files that people add to tasks before they are executed, whole or chunk by chunk. */
export class AdditionalFileService implements UploadService {
  readonly #ports: AdditionalFilePorts

  constructor(ports: AdditionalFilePorts) {
    this.#ports = ports
  }

  async add(
    taskId: string,
    file: NewAdditionalFile,
    content: AsyncIterable<Uint8Array> | Uint8Array,
    signal?: AbortSignal,
  ): Promise<AdditionalFile> {
    await this.#assertCreated(taskId)
    return this.#keep(this.#ports.newId(), { taskId, ...checked(file) }, content, signal)
  }

  async list(taskId: string): Promise<readonly AdditionalFile[]> {
    await this.#stateOf(taskId)
    return this.#ports.files.list(taskId)
  }

  async remove(taskId: string, fileId: string): Promise<void> {
    await this.#assertCreated(taskId)
    const file = await this.#ports.files.get(taskId, fileId)
    if (!file || !(await this.#ports.files.remove(taskId, fileId))) {
      throw new ArchivingError('not_found', 'The task has no such file.')
    }
    await this.#tell(taskId, { kind: 'file_removed', details: { name: file.name } })
  }

  async begin(taskId: string, file: NewAdditionalFile): Promise<UploadState> {
    const { uploads, newId } = this.#ports
    await this.#assertCreated(taskId)
    const { openUploads } = additionalFileLimits
    if ((await this.forgetAbandoned()) >= openUploads) {
      throw new ArchivingError('state_conflict', `${openUploads} files are being added already. Try again later.`, {
        retry: 'later',
      })
    }
    const uploadId = newId()
    await uploads.begin(uploadId, { taskId, ...checked(file) })
    return { uploadId, offset: 0 }
  }

  async get(uploadId: string): Promise<UploadState> {
    const { offset } = await this.#open(uploadId)
    return { uploadId, offset }
  }

  async append(uploadId: string, offset: number, chunk: Uint8Array): Promise<UploadState> {
    const { chunkBytes, bytesPerFile } = additionalFileLimits
    const { name } = await this.#open(uploadId)
    if (chunk.byteLength > chunkBytes) {
      throw new ArchivingError('input_invalid', `A chunk has at most ${chunkBytes} bytes.`)
    }
    if (offset + chunk.byteLength > bytesPerFile) throw tooLarge(name)
    return { uploadId, offset: await this.#ports.uploads.append(uploadId, offset, chunk) }
  }

  async finish(taskId: string, uploadId: string, sizeBytes: number, signal?: AbortSignal): Promise<AdditionalFile> {
    const { files, uploads } = this.#ports
    await this.#stateOf(taskId)
    // Asked again after its answer was lost: the file has the upload's id.
    const kept = await files.get(taskId, uploadId)
    if (!kept) {
      const { offset, ...request } = await this.#open(uploadId)
      if (request.taskId !== taskId) throw noUpload()
      if (offset !== sizeBytes) {
        throw new ArchivingError('state_conflict', `The upload has ${offset} bytes, not ${sizeBytes}. Send the rest.`, {
          details: { offset },
        })
      }
      await this.#assertCreated(taskId)
      const file = await this.#keep(uploadId, request, uploads.read(uploadId), signal)
      await uploads.discard(uploadId)
      return file
    }
    await uploads.discard(uploadId)
    return kept
  }

  async discard(uploadId: string): Promise<void> {
    const { uploads } = this.#ports
    if (await this.#find(uploadId)) await uploads.discard(uploadId)
  }

  /** Removes uploads that nobody goes on with. @returns how many others there are. */
  forgetAbandoned(): Promise<number> {
    const { uploads, now } = this.#ports
    return uploads.sweep(new Date(now().getTime() - abandonedAfterMs))
  }

  /** Bytes first, then the row: a process that ends between the two leaves content that nothing names. */
  async #keep(
    id: string,
    { taskId, name, note }: UploadRequest,
    content: AsyncIterable<Uint8Array> | Uint8Array,
    signal?: AbortSignal,
  ): Promise<AdditionalFile> {
    const { artifacts, files } = this.#ports
    const stored = await artifacts.put(limited(content, name), signal)
    const file = { id, name, note, mediaType: mediaTypeOfName(name), ...stored }
    const kept = await files.add(taskId, file, additionalFileLimits.files)
    await this.#tell(taskId, { kind: 'file_added', details: { name, ...stored } })
    return kept
  }

  async #tell(taskId: string, note: LogNote): Promise<void> {
    await this.#ports.log.append(toLogEntry(note, { taskId, at: this.#ports.now() }))
    this.#ports.changes.announce(taskId)
  }

  async #open(uploadId: string) {
    const upload = await this.#find(uploadId)
    if (upload) return upload
    throw noUpload()
  }

  /** An upload is known where its task is. */
  async #find(uploadId: string) {
    const { uploads, tasks } = this.#ports
    const upload = await uploads.find(uploadId)
    return upload && (await tasks.get(upload.taskId)) ? upload : undefined
  }

  async #assertCreated(taskId: string): Promise<void> {
    if ((await this.#stateOf(taskId)) !== 'created') throw tooLate()
  }

  async #stateOf(taskId: string) {
    const task = await this.#ports.tasks.get(taskId)
    if (task) return task.state
    throw new ArchivingError('not_found', `There is no task “${taskId}”.`)
  }
}

/** For a task that is not in state `created` any more. */
export function tooLate(): ArchivingError {
  return new ArchivingError(
    'state_conflict',
    'Files can be added to a task, and taken out again, until it is executed for the first time. Make a new task.',
  )
}

function noUpload(): ArchivingError {
  return new ArchivingError('not_found', 'There is no such upload: it is finished, or nothing was added for a day.')
}

function tooLarge(name: string): ArchivingError {
  const gigabytes = additionalFileLimits.bytesPerFile / 1024 ** 3
  return new ArchivingError('input_invalid', `“${name}” is too large: an additional file has at most ${gigabytes} GiB.`)
}

function checked({ name, note = '' }: NewAdditionalFile): { readonly name: string; readonly note: string } {
  const { nameLength, noteLength } = additionalFileLimits
  if (name.trim() === '' || name.length > nameLength) {
    throw new ArchivingError('input_invalid', `The name of a file has 1 to ${nameLength} characters.`, {
      details: { field: 'name' },
    })
  }
  if (note.length > noteLength) {
    throw new ArchivingError('input_invalid', `A note has at most ${noteLength} characters.`, {
      details: { field: 'note' },
    })
  }
  return { name: name.toWellFormed(), note: note.toWellFormed() }
}

async function* limited(content: AsyncIterable<Uint8Array> | Uint8Array, name: string): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > additionalFileLimits.bytesPerFile) throw tooLarge(name)
    yield chunk
  }
}
