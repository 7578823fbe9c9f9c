import { ArchivingError, type ActivitySource, type WebServiceReader } from '@muniment/core'
import { MemorySite, type ConformanceSite, type MemoryFile, type SiteRequest } from '@muniment/core/testing'

interface GlossaryEntry {
  readonly id: number
  readonly concept: string
  readonly files: readonly MemoryFile[]
  /** As Moodle gives it. */
  readonly answer: object
}

/** A site in memory with one glossary: an entry of each person. Its answers are those of Moodle's services. */
export function openGlossarySite(request: SiteRequest): ConformanceSite {
  const { items, withoutPart } = request
  const site = new MemorySite(request)
  const activity = site.activity('glossary', 'Words of the sea')
  const entries = Array.from({ length: items }, (_, index) => makeEntry(index, site, request))
  const glossaries = [{ id: activity.activityId, name: activity.activityName, intro: '' }]
  const general: ActivitySource = site.source()
  return {
    source: withoutPart ? general : { ...general, webServices: webServices(glossaries, entries) },
    activity,
    items: entries.map(({ id, concept, files }) => ({
      key: `entry-${id}`,
      words: request.names ? [] : [concept, `What ${id} means`],
      files: files.map(({ sha256 }) => sha256),
    })),
    people: site.people,
    ids: { items: entries.map(({ id }) => id), users: site.userIds, groups: [5] },
  }
}

function makeEntry(index: number, site: MemorySite, request: SiteRequest): GlossaryEntry {
  const { filesPerItem = 1, change, volatile = 'x1', names } = request
  const changed = (what: string): boolean => index === 0 && change === what
  const author = site.participant(index + 1)
  const id = 20 + index
  const concept = site.name(`Concept ${id}`)
  const files = Array.from({ length: filesPerItem }, (_, number) =>
    site.file(`sketch ${index}-${number}${changed('file') ? ' anew' : ''}`, { area: 'attachment', owner: author }),
  )
  const text = `What ${id} means${changed('definition') ? ', rewritten' : ''}. By ${names ? 'me' : author.fullName}`
  const answer = {
    id,
    userid: author.userId,
    userfullname: author.fullName,
    userpictureurl: `https://site.example/theme/${volatile}.png`,
    concept,
    definition: `<p>${text}</p>`,
    attachments: files.map(({ fileName, folder, sizeBytes, address, mediaType }) => ({
      filename: fileName,
      filepath: folder,
      filesize: sizeBytes,
      fileurl: address,
      mimetype: mediaType,
      timemodified: 1_791_200_000,
    })),
    timecreated: 1_791_200_000,
    timemodified: index === 0 && change !== undefined ? 1_791_300_000 : 1_791_200_000,
    approved: true,
  }
  return { id, concept, files, answer }
}

function webServices(glossaries: readonly object[], entries: readonly GlossaryEntry[]): WebServiceReader {
  const answerTo = (name: string, { from, limit }: { readonly from: number; readonly limit: number }): object => {
    if (name === 'mod_glossary_get_glossaries_by_courses') return { glossaries }
    const page = entries.slice(from, from + limit).map(({ answer }) => answer)
    return { count: entries.length, entries: page }
  }
  return {
    async ask({ function: name, arguments: given = {}, answer: schema }, signal) {
      signal?.throwIfAborted()
      const told = answerTo(name, { from: Number(given['from']), limit: Number(given['limit']) })
      const checked = await schema['~standard'].validate(told)
      if (checked.issues === undefined) return checked.value
      throw new ArchivingError('source_unexpected', checked.issues.map(({ message }) => message).join(' '))
    },
    offers: async () => true,
  }
}
