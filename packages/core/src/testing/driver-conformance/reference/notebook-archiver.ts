import { ActivityArchiver } from '../../../driver/activity-archiver.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
  JsonValue,
} from '../../../driver/archiving-context.ts'
import type { LocalizedText, SettingsDefinition, SettingsPreset } from '../../../driver/settings-definition.ts'
import type { ReportDocument, ReportFile } from '../../../documents/index.ts'
import { ArchivingError } from '../../../errors/index.ts'
import type { ActivitySource, FileReference, Participant } from '../../../sources/activity-source.ts'
import { hasNotebooks, type NotebookPage, type NotebookPageContent, type NotebookSource } from './notebook-source.ts'
import { notebookPresets, notebookSettings } from './notebook-settings.ts'

/** A page as a report tells of it: its author may be under a pseudonym. */
export interface ReportedPage {
  readonly page: NotebookPage
  readonly content: NotebookPageContent
  readonly files: readonly ReportFile[]
}

/**
 * Archives notebooks: one report a page. A small driver that keeps every sentence of the contract; the kit is tested
 * with it, and with wrong drivers made from it.
 */
export class NotebookArchiver extends ActivityArchiver<NotebookPage> {
  readonly id: string = 'notebook'
  readonly name: LocalizedText = { en: 'Notebook', de: 'Notizbuch' }
  readonly activityKind = 'notebook'
  readonly availableTaskSettings: readonly SettingsDefinition[] = notebookSettings
  override readonly settingsPresets: readonly SettingsPreset[] = notebookPresets
  readonly itemColumns = ['author', 'grade', 'file_count']

  async describeActivity(context: ArchivingContext): Promise<ActivityDescription> {
    const { source, task, settings, signal } = context
    const { name } = await notebooksOf(source).getNotebook(task.activity.activityId, signal)
    return { title: name, facts: {}, archiveName: name, anonymised: settings['anonymise'] === true }
  }

  async *listItems({
    source,
    task,
    settings,
    signal,
    pseudonymOf,
  }: ArchivingContext): AsyncGenerator<ItemDescription<NotebookPage>> {
    const scope = settings['scope']
    const chosen = typeof scope === 'object' && 'mode' in scope ? scope.ids : undefined
    for await (const listed of notebooksOf(source).listPages(task.activity.activityId, signal)) {
      if (chosen && !chosen.includes(listed.id)) continue
      const page = settings['anonymise'] === true ? anonymous(listed, pseudonymOf) : listed
      const title = `${page.author.fullName}: ${page.title}`
      const names = { folder: page.author.fullName, fileName: page.title }
      yield { key: `page-${page.id}`, title, ...names, data: page, fingerprint: this.fingerprintOf(page) }
    }
  }

  async archiveItem({ data: page }: ArchivingItem<NotebookPage>, context: ItemContext): Promise<ItemOutcome> {
    const content = await this.readPage(page, context)
    const files = await this.keepFiles(content.files, context)
    const reported: ReportedPage = { page, content, files }
    const record = this.recordOf(reported, context)
    await this.writeReport(reported, record, context)
    return { row: this.rowOf(reported), record, remarks: [] }
  }

  /** Author and title stand in the names. */
  protected fingerprintOf({ changedAt }: NotebookPage): JsonValue {
    return { changedAt }
  }

  protected readPage(page: NotebookPage, { source, signal }: ItemContext): Promise<NotebookPageContent> {
    return notebooksOf(source).getPage(page.id, signal)
  }

  protected async keepFiles(files: readonly FileReference[], context: ItemContext): Promise<readonly ReportFile[]> {
    const kept: ReportFile[] = []
    for (const [index, file] of files.entries()) kept.push(await this.keepFile(file, index, context))
    return kept
  }

  protected async keepFile(file: FileReference, index: number, context: ItemContext): Promise<ReportFile> {
    const name = context.settings['anonymise'] === true ? `file ${index + 1}` : file.fileName
    const { content, mediaType } = await context.source.openFile(file.address, context.signal)
    const written = await context.artifacts.write({
      placement: { kind: 'attachment', path: name },
      role: 'attachment',
      mediaType,
      content,
    })
    return { name, path: written.pathFromReport, mediaType, sizeBytes: written.sizeBytes, sha256: written.sha256 }
  }

  protected recordOf({ page, content, files }: ReportedPage, _context: ItemContext): JsonValue {
    const { text, grade } = content
    const shas = files.map(({ name, sha256 }) => ({ name, sha256 }))
    return { title: page.title, author: page.author.fullName, text, grade, files: shas }
  }

  protected rowOf({ page, content, files }: ReportedPage): ItemOutcome['row'] {
    return { author: page.author.fullName, grade: content.grade, file_count: files.length }
  }

  protected async writeReport(page: ReportedPage, record: JsonValue, context: ItemContext): Promise<void> {
    const json = Buffer.from(JSON.stringify(record))
    const source = { fileName: 'page.json', description: 'The data that this report shows', json }
    const request = { document: documentOf(page), assets: new Map(), paperSize: 'A4', source } as const
    const { pdf } = await context.typesetter.typeset(request, context.signal)
    const placement = { kind: 'beside', suffix: '.pdf' } as const
    await context.artifacts.write({ placement, role: 'report', mediaType: 'application/pdf', content: pdf })
  }
}

/** @throws ArchivingError `not_supported` if the source has none. */
export function notebooksOf(source: ActivitySource): NotebookSource {
  if (hasNotebooks(source)) return source.notebooks
  throw new ArchivingError('not_supported', 'This source has no notebooks.')
}

function anonymous(page: NotebookPage, pseudonymOf: (subject: string) => string): NotebookPage {
  const { userId, enrolled } = page.author
  const name = pseudonymOf(`user ${userId}`)
  const author: Participant = {
    userId: 0,
    userName: name,
    firstName: '',
    lastName: name,
    fullName: name,
    idNumber: '',
    email: '',
    groups: [],
    enrolled,
  }
  return { id: page.id, title: `Page ${page.id}`, author, changedAt: page.changedAt }
}

function documentOf({ page, content, files }: ReportedPage): ReportDocument {
  return {
    format: 1,
    title: page.title,
    subtitle: '',
    language: 'en',
    author: page.author.fullName,
    keywords: [],
    date: '2026-01-01T00:00:00.000Z',
    footer: { left: page.author.fullName, right: '' },
    facts: content.grade === null ? [] : [{ label: 'Grade', value: [{ kind: 'text', text: String(content.grade) }] }],
    sections: [
      {
        number: '',
        heading: page.title,
        parts: [
          {
            role: 'answer',
            heading: '',
            blocks: [
              { kind: 'paragraph', content: [{ kind: 'text', text: content.text }] },
              { kind: 'files', files },
            ],
          },
        ],
      },
    ],
    notes: [],
  }
}
