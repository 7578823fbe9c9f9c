import type { Caller, Reach } from './access/reach.ts'
import type { ArchiveCatalog } from './archive/archive-catalog.ts'
import type { EntryCatalog } from './archive/entries/entry-catalog.ts'
import type { ArchiveKeeping } from './archive-keeping.ts'
import type { Core, CoreView } from './core.ts'
import type { StoredPresetService } from './policy/stored-preset-service.ts'
import type { SourceStore } from './sources/source-store.ts'
import { SourcesWithinReach } from './sources/sources-within-reach.ts'
import { AdditionalFileService, type AdditionalFilePorts } from './tasks/additional-file-service.ts'
import { StoredTaskService, type TaskServicePorts } from './tasks/stored-task-service.ts'
import type { TaskLogStore, TaskStore } from './tasks/task-store.ts'

/** Stores that know only what is within reach. */
export interface StoresWithinReach {
  readonly tasks: TaskStore
  readonly log: TaskLogStore
  readonly catalog: ArchiveCatalog
  readonly entries: EntryCatalog
  readonly sources: SourceStore
}

/** What views of an installation are made of. */
export interface CoreViewPorts {
  readonly storesWithin: (reach: Reach) => StoresWithinReach
  readonly presetsOf: (ownerId: string) => StoredPresetService
  readonly keeping: Pick<ArchiveKeeping, 'archivesOf'>
  readonly tasks: Omit<TaskServicePorts, 'additionalFiles'>
  readonly files: AdditionalFilePorts
}

/**
 * The installation as a caller may see it. Services are those of the core, on stores that leave out what is not within
 * reach: nothing is read first and filtered afterwards.
 */
export function viewCore(
  core: Omit<Core, 'viewFor' | keyof AsyncDisposable>,
  ports: CoreViewPorts,
  caller: Caller,
): CoreView {
  const { ownerId, reach } = caller
  const { tasks, log, catalog, entries, sources: store } = ports.storesWithin(reach)
  const sources = new SourcesWithinReach({ all: core.sources, store, caller })
  const additionalFiles = new AdditionalFileService({ ...ports.files, tasks, log })
  return {
    drivers: core.drivers,
    sources,
    tasks: new StoredTaskService({
      ...ports.tasks,
      sharing: { ...ports.tasks.sharing, reach: JSON.stringify(reach) },
      tasks,
      log,
      additionalFiles,
      maker: { ownerId, assertReaches: async (sourceId) => void (await sources.get(sourceId)) },
    }),
    presets: ports.presetsOf(ownerId),
    uploads: additionalFiles,
    archives: ports.keeping.archivesOf(catalog, entries),
    access: core.access,
    describe: () => core.describe(),
    collectDiagnostics: (taskId) => core.collectDiagnostics(taskId),
    clean: () => core.clean(),
    checkArtifacts: (signal) => core.checkArtifacts(signal),
  }
}
