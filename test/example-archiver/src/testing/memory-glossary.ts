import { ArchivingError, type WebServiceReader } from '@muniment/core'
import { MemorySite, type ConformanceSite, type SiteRequest } from '@muniment/core/testing'

/** A site with one glossary and an entry of each person, all in memory. */
export function openGlossarySite(request: SiteRequest): ConformanceSite {
  const { items, filesPerItem = 1, change, volatile = '1', withoutPart, names } = request
  const site = new MemorySite(request)
  const activity = site.activity('glossary', 'Key terms')
  const entries = Array.from({ length: items }, (_, index) => {
    const author = site.participant(index + 1)
    const isChanged = (what: string): boolean => index === 0 && change === what
    const files = Array.from({ length: filesPerItem }, (_, number) =>
      site.file(`sketch ${index}-${number}${isChanged('file') ? ' anew' : ''}`, { area: 'attachment', owner: author }),
    )
    const entry = {
      id: 500 + index,
      userid: author.userId,
      userfullname: author.fullName,
      userpictureurl: `https://site.example/theme/image.php/${volatile}/f1`,
      concept: escapeHtml(site.name(`Concept ${index}`)),
      definition: `<p>Meaning ${index}${isChanged('definition') ? ', explained anew' : ''}. By ${names ? 'me' : author.fullName}</p>`,
      attachments: files.map(({ fileName, folder, sizeBytes, address, mediaType }) => ({
        filename: fileName,
        filepath: folder,
        filesize: sizeBytes,
        fileurl: address,
        mimetype: mediaType,
        timemodified: 1_795_395_537,
      })),
      timecreated: 1_795_395_537,
      timemodified: index === 0 && change !== undefined ? 1_795_400_000 : 1_795_395_537,
      approved: true,
    }
    return { entry, files }
  })
  const glossary = { id: activity.activityId, name: escapeHtml(activity.activityName), intro: '' }
  const webServices = answering({
    mod_glossary_get_glossaries_by_courses: () => ({ glossaries: [glossary] }),
    mod_glossary_get_entries_by_letter: ({ from, limit }) => ({
      count: entries.length,
      entries: entries.slice(Number(from), Number(from) + Number(limit)).map(({ entry }) => entry),
    }),
  })
  return {
    source: { ...site.source(), ...(withoutPart ? {} : { webServices }) },
    activity,
    items: entries.map(({ entry, files }, index) => ({
      key: `entry-${entry.id}`,
      words: names ? [] : [`Concept ${index}`, `Meaning ${index}`],
      files: files.map(({ sha256 }) => sha256),
    })),
    people: site.people,
    ids: { items: entries.map(({ entry }) => entry.id), users: site.userIds, groups: [5] },
  }
}

type Answers = Readonly<Record<string, (values: Readonly<Record<string, unknown>>) => unknown>>

/** Answers functions from memory, checked like those of a site. */
function answering(answers: Answers): WebServiceReader {
  return {
    async ask({ function: name, arguments: values = {}, answer }, signal) {
      signal?.throwIfAborted()
      const checked = await answer['~standard'].validate(answers[name]?.(values))
      if (checked.issues === undefined) return checked.value
      throw new ArchivingError('source_unexpected', `${name}: ${checked.issues[0]?.message}`)
    },
    offers: async (name) => name in answers,
  }
}

/** Names come with HTML entities. */
function escapeHtml(name: string): string {
  return name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
