import type { SqlEntityManager } from '@mikro-orm/sql'
import type { AdditionalFile } from '../core.ts'
import { ArchivingError } from '../errors/index.ts'
import { tooLate } from '../tasks/additional-file-service.ts'
import type { AdditionalFileStore } from '../tasks/additional-file-store.ts'
import { AdditionalFileEntity, TaskEntity, type AdditionalFileRow } from './entities/index.ts'
import type { Database } from './database.ts'
import { runInDatabase } from './run-in-database.ts'

/** Additional files of tasks in the database. */
export class SqlAdditionalFileStore implements AdditionalFileStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  add(taskId: string, file: AdditionalFile, maximum: number): Promise<AdditionalFile> {
    return this.#write(async (em) => {
      const known = await em.findOne(AdditionalFileEntity, { id: file.id, task: taskId })
      if (known) return toAdditionalFile(known)
      await assertCreated(em, taskId)
      if ((await em.count(AdditionalFileEntity, { task: taskId })) >= maximum) {
        throw new ArchivingError(
          'input_invalid',
          `A task has at most ${maximum} additional files. Pack several into one.`,
        )
      }
      const [last] = await em.find(
        AdditionalFileEntity,
        { task: taskId },
        { orderBy: { ordinal: 'desc' }, limit: 1, fields: ['ordinal'] },
      )
      await em.insert(AdditionalFileEntity, { ...file, task: taskId, ordinal: (last?.ordinal ?? -1) + 1 })
      return file
    })
  }

  get(taskId: string, fileId: string): Promise<AdditionalFile | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(AdditionalFileEntity, { id: fileId, task: taskId })
      return row ? toAdditionalFile(row) : undefined
    })
  }

  list(taskId: string): Promise<readonly AdditionalFile[]> {
    return this.#run(async (em) => {
      const rows = await em.find(AdditionalFileEntity, { task: taskId }, { orderBy: { ordinal: 'asc' } })
      return rows.map(toAdditionalFile)
    })
  }

  remove(taskId: string, fileId: string): Promise<boolean> {
    return this.#write(async (em) => {
      await assertCreated(em, taskId)
      return (await em.nativeDelete(AdditionalFileEntity, { id: fileId, task: taskId })) === 1
    })
  }

  #write<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return this.#run(() => this.#database.write(work))
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The additional files of a task could not be read or written.')
  }
}

async function assertCreated(em: SqlEntityManager, taskId: string): Promise<void> {
  if ((await em.count(TaskEntity, { id: taskId, state: 'created' })) === 0) throw tooLate()
}

function toAdditionalFile({ id, name, note, mediaType, sha256, sizeBytes }: AdditionalFileRow): AdditionalFile {
  return { id, name, note, mediaType, sha256, sizeBytes }
}
