import { throwIfAborted } from '../../../archive/abortable.ts'
import { ArchivingError } from '../../../errors/index.ts'
import type { ConformanceSite, SiteRequest } from '../conformance-options.ts'
import { MemorySite } from '../memory-site.ts'
import type { NotebookPage, NotebookPageContent, NotebookSource } from './notebook-source.ts'

/** A site with one notebook. */
export function openNotebookSite(request: SiteRequest): ConformanceSite {
  const { items, filesPerItem = 1, change, volatile = 'a1', withoutPart } = request
  const site = new MemorySite(request)
  const activity = site.activity('notebook', 'My notebook')
  const numbers = Array.from({ length: items }, (_, index) => index + 1)
  const pages = numbers.map((number): NotebookPage => {
    const changedAt = number === 1 && change !== undefined ? '2026-10-06T08:00:00.000Z' : '2026-10-05T08:00:00.000Z'
    return { id: number, title: site.name(`Thought ${number}`), author: site.participant(number), changedAt }
  })
  const contents = numbers.map((number): NotebookPageContent & { readonly hashes: readonly string[] } => {
    const owner = site.participant(number)
    const changed = (what: string) => number === 1 && change === what
    const files = Array.from({ length: filesPerItem }, (_, index) =>
      site.file(`note ${number}-${index + 1}${changed('file') ? ' anew' : ''}`, { area: 'page', owner }),
    )
    return {
      text: `Words of page ${number}${changed('text') ? ', rewritten' : ''}`,
      grade: changed('grade') ? 9 : 5,
      files,
      elementId: `page-${number}-${volatile}`,
      hashes: files.map(({ sha256 }) => sha256),
    }
  })
  const notebooks: NotebookSource = {
    async getNotebook(id, signal) {
      throwIfAborted(signal)
      return { id, name: activity.activityName }
    },
    async *listPages(_id, signal) {
      for (const page of pages) {
        throwIfAborted(signal)
        yield page
      }
    },
    async getPage(pageId, signal) {
      throwIfAborted(signal)
      const content = contents[pageId - 1]
      if (content) return content
      throw new ArchivingError('source_missing', 'The site has no such page.')
    },
  }
  return {
    source: { ...site.source(), ...(withoutPart ? {} : { notebooks }) },
    activity,
    items: pages.map(({ id, title }, index) => ({
      key: `page-${id}`,
      words: request.names ? [] : [title, `Words of page ${id}`],
      files: contents[index]?.hashes ?? [],
    })),
    people: site.people,
    ids: { items: pages.map(({ id }) => id), users: site.userIds, groups: [5] },
  }
}
