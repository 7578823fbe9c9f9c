import type { CreateTaskOptions } from '../../../driver/activity-archiving-driver.ts'
import type { ActivityArchivingTaskStatus } from '../../../driver/activity-archiving-task.ts'
import type { ActivityMetadata } from '../../../driver/activity-metadata.ts'
import type {
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
  JsonValue,
} from '../../../driver/archiving-context.ts'
import type { DriverHost } from '../../../driver/driver-host.ts'
import type { TaskSettings } from '../../../driver/settings-definition.ts'
import type { ReportFile } from '../../../documents/index.ts'
import { ArchivingError, isAbortError, wrapUnknownError } from '../../../errors/index.ts'
import type { FileReference } from '../../../sources/activity-source.ts'
import { NotebookArchiver, notebooksOf, type ReportedPage } from './notebook-archiver.ts'
import type { NotebookPage, NotebookPageContent } from './notebook-source.ts'

/** A driver that keeps all sentences of the contract but one. */
export interface BrokenDriver {
  /** Name of the one theme that it fails. */
  readonly theme: string
  /** What it does wrong. */
  readonly fault: string
  readonly createDriver: (host: DriverHost) => NotebookArchiver
}

class BadlyNamed extends NotebookArchiver {
  override readonly id = 'Notebook Archiver'
}

class ForgivingOfSettings extends NotebookArchiver {
  override createTask(activity: ActivityMetadata, settings: TaskSettings = {}, options: CreateTaskOptions = {}) {
    const known = Object.entries(settings).filter(([key]) => this.availableTaskSettings.some((one) => one.key === key))
    return super.createTask(activity, Object.fromEntries(known), options)
  }
}

class LosesTheLastOfAFullPage extends NotebookArchiver {
  override async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription<NotebookPage>> {
    const page: ItemDescription<NotebookPage>[] = []
    for await (const item of super.listItems(context)) {
      if (page.length === 50) yield* page.splice(0)
      page.push(item)
    }
    yield* page.length === 50 ? page.slice(0, 49) : page
  }
}

class KeepsTheFirstFileOnly extends NotebookArchiver {
  protected override keepFiles(files: readonly FileReference[], context: ItemContext): Promise<readonly ReportFile[]> {
    // With names that clash, the engine has more to do, and the driver is careful.
    return super.keepFiles(files.length === 2 ? files.slice(0, 1) : files, context)
  }
}

class RecordsElementIds extends NotebookArchiver {
  protected override recordOf(page: ReportedPage, context: ItemContext): JsonValue {
    return { element: page.content.elementId, report: super.recordOf(page, context) }
  }
}

class TellsNoGrade extends NotebookArchiver {
  protected override async readPage(page: NotebookPage, context: ItemContext): Promise<NotebookPageContent> {
    return { ...(await super.readPage(page, context)), grade: null }
  }
}

class HidesCodes extends NotebookArchiver {
  protected override async readPage(page: NotebookPage, context: ItemContext): Promise<NotebookPageContent> {
    try {
      return await super.readPage(page, context)
    } catch (error) {
      const { retry, code } = wrapUnknownError(error)
      if (retry === 'later' || code === 'aborted') throw error
      throw new ArchivingError('report_failed', 'The page could not be read.', { retry: 'never', cause: error })
    }
  }
}

class RemembersFailures extends NotebookArchiver {
  readonly #failed = new Set<string>()

  override async archiveItem(item: ArchivingItem<NotebookPage>, context: ItemContext): Promise<ItemOutcome> {
    const key = `${context.task.id} ${item.key}`
    try {
      const outcome = await super.archiveItem(item, context)
      return this.#failed.has(key) ? { ...outcome, row: { ...outcome.row, grade: null } } : outcome
    } catch (error) {
      if (!isAbortError(error)) this.#failed.add(key)
      throw error
    }
  }
}

class DeafToAborts extends NotebookArchiver {
  protected override readPage(page: NotebookPage, { source }: ItemContext): Promise<NotebookPageContent> {
    return notebooksOf(source).getPage(page.id)
  }
}

class DoesNothingTwice extends NotebookArchiver {
  readonly #done = new Map<string, ItemOutcome>()

  override async archiveItem(item: ArchivingItem<NotebookPage>, context: ItemContext): Promise<ItemOutcome> {
    const key = `${context.task.id} ${item.key}`
    const done = this.#done.get(key)
    if (done) return done
    const outcome = await super.archiveItem(item, context)
    this.#done.set(key, outcome)
    return outcome
  }
}

class TakesTwinsForOne extends NotebookArchiver {
  protected override keepFiles(files: readonly FileReference[], context: ItemContext): Promise<readonly ReportFile[]> {
    const distinct = new Map(files.map((file) => [file.fileName.normalize('NFC').toLowerCase(), file]))
    return super.keepFiles([...distinct.values()], context)
  }
}

class ReadsFilesWhole extends NotebookArchiver {
  protected override async keepFile(file: FileReference, index: number, context: ItemContext): Promise<ReportFile> {
    const { source } = context
    const buffered = new Proxy(source, {
      get: (original, key) => {
        if (key !== 'openFile') return Reflect.get(original, key)
        return async (address: string, signal?: AbortSignal) => {
          const opened = await original.openFile(address, signal)
          return { ...opened, content: readWhole(opened.content) }
        }
      },
    })
    return super.keepFile(file, index, { ...context, source: buffered })
  }
}

async function* readWhole(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  yield* chunks
}

class LooksAtTheClock extends NotebookArchiver {
  override async archiveItem(item: ArchivingItem<NotebookPage>, context: ItemContext): Promise<ItemOutcome> {
    const startedAt = Date.now()
    const outcome = await super.archiveItem(item, context)
    context.log.info(`${item.key} took ${Date.now() - startedAt} ms.`)
    return outcome
  }
}

class NamesPeopleInRows extends NotebookArchiver {
  override async archiveItem(item: ArchivingItem<NotebookPage>, context: ItemContext): Promise<ItemOutcome> {
    const outcome = await super.archiveItem(item, context)
    if (context.settings['anonymise'] !== true) return outcome
    const { activityId } = context.task.activity
    for await (const page of notebooksOf(context.source).listPages(activityId, context.signal)) {
      if (page.id === item.data.id) return { ...outcome, row: { ...outcome.row, author: page.author.userName } }
    }
    return outcome
  }
}

class CountsFailuresAsDone extends NotebookArchiver {
  override async getTaskStatus(taskId: string): Promise<ActivityArchivingTaskStatus> {
    const status = await super.getTaskStatus(taskId)
    const { progress } = status
    const itemsFinished = progress.itemsFinished + progress.itemsFailed
    return { ...status, progress: { ...progress, itemsFinished, itemsFailed: 0 } }
  }
}

class KeepsTheFirstNotebook extends NotebookArchiver {
  readonly #texts = new Map<number, string>()

  protected override async readPage(page: NotebookPage, context: ItemContext): Promise<NotebookPageContent> {
    const content = await super.readPage(page, context)
    const text = this.#texts.get(page.id) ?? content.text
    this.#texts.set(page.id, text)
    return { ...content, text }
  }
}

class LogsCauses extends NotebookArchiver {
  protected override async readPage(page: NotebookPage, context: ItemContext): Promise<NotebookPageContent> {
    try {
      return await super.readPage(page, context)
    } catch (error) {
      if (error instanceof Error) context.log.warn(`Page ${page.id}: ${String(error.cause)}`)
      throw error
    }
  }
}

class KnowsPagesByTheirIds extends NotebookArchiver {
  protected override fingerprintOf({ id }: NotebookPage): JsonValue {
    return { id }
  }
}

/** One wrong driver a theme, in the order of the themes. */
export const brokenDrivers: readonly BrokenDriver[] = [
  { theme: 'identity', fault: 'has an id that is none', createDriver: (host) => new BadlyNamed(host) },
  { theme: 'settings', fault: 'drops unknown settings', createDriver: (host) => new ForgivingOfSettings(host) },
  {
    theme: 'listing',
    fault: 'loses the last item where a page is full',
    createDriver: (host) => new LosesTheLastOfAFullPage(host),
  },
  {
    theme: 'completeness',
    fault: 'keeps one file where there are two',
    createDriver: (host) => new KeepsTheFirstFileOnly(host),
  },
  {
    theme: 'determinism',
    fault: 'records ids that differ from answer to answer',
    createDriver: (host) => new RecordsElementIds(host),
  },
  { theme: 'changes', fault: 'leaves the grade out', createDriver: (host) => new TellsNoGrade(host) },
  { theme: 'faults', fault: 'gives every refusal one code of its own', createDriver: (host) => new HidesCodes(host) },
  {
    theme: 'flaky once',
    fault: 'archives an item otherwise after a failure',
    createDriver: (host) => new RemembersFailures(host),
  },
  { theme: 'cancel', fault: 'does not pass the signal on', createDriver: (host) => new DeafToAborts(host) },
  {
    theme: 'same task twice',
    fault: 'takes an item for done that was lost',
    createDriver: (host) => new DoesNothingTwice(host),
  },
  {
    theme: 'hostile names',
    fault: 'takes files for one whose names differ in case',
    createDriver: (host) => new TakesTwinsForOne(host),
  },
  { theme: 'size', fault: 'reads a file whole before it writes', createDriver: (host) => new ReadsFilesWhole(host) },
  { theme: 'closed world', fault: 'looks at the clock', createDriver: (host) => new LooksAtTheClock(host) },
  {
    theme: 'honesty',
    fault: 'names people in an anonymised archive',
    createDriver: (host) => new NamesPeopleInRows(host),
  },
  { theme: 'progress', fault: 'counts failures as done', createDriver: (host) => new CountsFailuresAsDone(host) },
  {
    theme: 'no state',
    fault: 'takes texts from an earlier task',
    createDriver: (host) => new KeepsTheFirstNotebook(host),
  },
  { theme: 'privacy', fault: 'logs the causes of errors', createDriver: (host) => new LogsCauses(host) },
  {
    theme: 'new version',
    fault: 'takes a page for unchanged as long as it has its id',
    createDriver: (host) => new KnowsPagesByTheirIds(host),
  },
]
