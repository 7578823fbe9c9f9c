import type { Reach } from '../access/reach.ts'
import type { StoresWithinReach } from '../view-core.ts'
import type { Database } from './database.ts'
import type { SecretBox } from './secret-box.ts'
import { SqlArchiveCatalog } from './sql-archive-catalog.ts'
import { SqlEntryCatalog } from './sql-entry-catalog.ts'
import { SqlSourceStore } from './sql-source-store.ts'
import { SqlTaskLogStore } from './sql-task-log-store.ts'
import { SqlTaskStore } from './sql-task-store.ts'

/** Makes the stores of a database that know only what is within a reach. */
export function storesWithinReach(database: Database, secrets: SecretBox): (reach: Reach) => StoresWithinReach {
  return (reach) => ({
    tasks: new SqlTaskStore(database, reach),
    log: new SqlTaskLogStore(database, reach),
    catalog: new SqlArchiveCatalog(database, reach),
    entries: new SqlEntryCatalog(database, reach),
    sources: new SqlSourceStore(database, secrets, reach),
  })
}
