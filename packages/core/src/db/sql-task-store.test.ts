import { join } from 'node:path'
import { test } from 'vitest'
import { temporaryFolder } from '../testing/open-test-engine.ts'
import { taskStoreConformance } from '../testing/task-store-conformance/task-store-conformance.ts'
import type { TaskStoreSite } from '../testing/task-store-conformance/task-store-options.ts'
import { openDatabase } from './open-database.ts'
import { SecretBox } from './secret-box.ts'
import { SqlSourceStore } from './sql-source-store.ts'
import { SqlTaskStore } from './sql-task-store.ts'

const sourceIds = ['source-1', 'source-2'] as const

/** A database file in a folder of its own; each connection opens it anew. */
async function openSite(): Promise<TaskStoreSite> {
  const folder = await temporaryFolder()
  const open = () => openDatabase(join(folder.path, 'muniment.db'))
  await using database = await open()
  const sources = new SqlSourceStore(database, new SecretBox(new Uint8Array(32)))
  for (const id of sourceIds) {
    const site = {
      ownerId: 'local',
      kind: 'test',
      siteName: 'A site',
      siteUrl: 'https://site.example',
      release: '4.5',
      userName: id,
    }
    await sources.save({ ...site, id, userFullName: id, options: {}, connectedAt: new Date(0), secret: '' })
  }
  return {
    sourceIds,
    async connect() {
      const connection = await open()
      let isOpen = true
      return {
        store: new SqlTaskStore(connection),
        async [Symbol.asyncDispose]() {
          if (isOpen) await connection[Symbol.asyncDispose]()
          isOpen = false
        },
      }
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

taskStoreConformance(test, { name: 'SqlTaskStore', openSite })
