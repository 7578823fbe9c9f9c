import type { ActivitySource, FileReference, Participant } from '../../../sources/activity-source.ts'

/** Notebooks of an imagined LMS: the part of a source that {@link NotebookArchiver} reads. */
export interface NotebookSource {
  getNotebook(notebookId: number, signal?: AbortSignal): Promise<Notebook>
  /** All pages, in the order of their ids. */
  listPages(notebookId: number, signal?: AbortSignal): AsyncIterable<NotebookPage>
  getPage(pageId: number, signal?: AbortSignal): Promise<NotebookPageContent>
}

/** A source that has notebooks. */
export interface SourceWithNotebooks extends ActivitySource {
  readonly notebooks: NotebookSource
}

export interface Notebook {
  readonly id: number
  readonly name: string
}

export interface NotebookPage {
  readonly id: number
  readonly title: string
  readonly author: Participant
  /** When the page, its files or its grade were last changed. */
  readonly changedAt: string
}

export interface NotebookPageContent {
  readonly text: string
  readonly grade: number | null
  readonly files: readonly FileReference[]
  /** Id of the page's element, which differs from answer to answer. */
  readonly elementId: string
}

export function hasNotebooks(source: ActivitySource): source is SourceWithNotebooks {
  return 'notebooks' in source && source.notebooks !== undefined
}
