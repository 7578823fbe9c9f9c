import { describe, expect, test } from 'vitest'
import type { ItemContext, WriteArtifactRequest } from '../driver/archiving-context.ts'
import { validateSettings } from '../driver/validate-settings.ts'
import { ArchivingError } from '../errors/index.ts'
import type { ActivitySource, FileReference, Participant } from '../sources/activity-source.ts'
import { onePixelPng } from '../testing/review-fixture.ts'
import { archiveReport } from './archive-report.ts'
import type { ItemReport } from './item-report.ts'
import { choiceOption, localized } from './localized.ts'
import { reportSettings, toReportSettings, type ReportSettings } from './report-settings.ts'
import { runningTask } from '../testing/running-task.ts'

const siteUrl = 'https://moodle.test'
const fileAt = (path: string): string => `${siteUrl}/webservice/pluginfile.php/7/mod_forum/${path}`

const zofia: Participant = {
  userId: 12,
  userName: 'zofia',
  firstName: 'Zofia',
  lastName: 'Żółw',
  fullName: 'Zofia Żółw',
  idNumber: '26-1',
  email: 'zofia@example.edu',
  groups: [],
  enrolled: true,
}

function attached(fileName: string, sizeBytes: number): FileReference {
  const address = fileAt(`attachment/1/${fileName}`)
  return { area: 'attachment', fileName, folder: '/', sizeBytes, mediaType: 'text/plain', address }
}

const text = new TextEncoder().encode('A file that was handed in.')
const film = new Uint8Array(3_000_000)
const files = [attached('zofia notes.txt', text.byteLength), attached('film.mp4', film.byteLength)]

const html = `<p>I, Zofia Żółw, wrote <a href="${siteUrl}/user/view.php?id=12">this</a>. <img src="${fileAt('post/1/a.png')}" alt="A dot">
  <a href="${fileAt('post/1/linked.pdf')}">more</a> <img src="${fileAt('post/1/gone.png')}" alt="">
  <a href="${siteUrl}/webservice/pluginfile.php/9/mod_page/content/other.pdf">elsewhere</a></p>`

const report: ItemReport = {
  title: 'Forum · Zofia Żółw',
  author: 'Zofia Żółw',
  keywords: [],
  date: '2026-10-05T11:21:44.000Z',
  files: files.map((file) => ({ file, folder: 'files' })),
  ownComponents: /^mod_forum$/,
  sourceName: 'post.json',
  data: { post: { by: 'Zofia Żółw' } },
  remarks: [{ severity: 'notice', message: 'Said from the start.' }],
  people: [zofia],
  serviceAnswers: [{ name: 'post', answer: { function: 'f', arguments: {}, normalised: [], answer: {} } }],
  compose(reader) {
    const part = { key: 'post 1', folder: 'linked' }
    reader.note('Said while composing.')
    const blocks = [...reader.html(html, part), ...reader.files(files), ...reader.linkedFiles(part)]
    return {
      facts: [...reader.fact('Sent', reader.moment('2026-10-05T11:21:44.000Z')), ...reader.fact('Edited', '')],
      sections: [{ number: '1', heading: 'Post', parts: reader.part('answer', '', blocks) }],
    }
  },
}

const definitions = reportSettings({
  scope: {
    label: localized('Posts', 'Beiträge'),
    default: { mode: 'all' },
    modes: [choiceOption('all', 'All', 'Alle')],
  },
  sections: [choiceOption('post', 'Posts', 'Beiträge'), choiceOption('rating', 'Ratings', 'Bewertungen')],
  noun: { key: 'forum', idLabel: localized('Id', 'ID'), nameLabel: localized('Name', 'Name'), example: 'News' },
  itemVariables: [],
  folder: { label: localized('Folder', 'Ordner'), default: 'folder' },
  file: { default: 'file' },
})

function settingsWith(given: Readonly<Record<string, unknown>> = {}): ReportSettings {
  return toReportSettings(validateSettings(definitions, given), ['post', 'rating'])
}

/** A source that has these files, and a writer that remembers. */
async function archived(settings: ReportSettings) {
  const asked: string[] = []
  const written = new Map<string, { readonly role: string; readonly bytes: Uint8Array }>()
  const source: ActivitySource = {
    describe: async () => ({
      kind: 'test',
      siteName: 'Test Moodle',
      siteUrl,
      release: '4.5',
      language: 'en',
      userId: 2,
      userName: 'teacher',
      userFullName: 'A Teacher',
    }),
    listCourses: async () => [],
    listActivities: async () => [],
    async *listParticipants() {},
    listGroups: async () => [],
    async openFile(address) {
      asked.push(address)
      if (address.includes('gone')) throw new ArchivingError('source_missing', 'It is gone.')
      const bytes = address.endsWith('.png') ? onePixelPng : address.endsWith('.mp4') ? film : text
      const content = (async function* () {
        yield bytes
      })()
      return { fileName: 'x', mediaType: 'text/plain', sizeBytes: bytes.byteLength, sha1: null, content }
    },
    async [Symbol.asyncDispose]() {},
  }
  const write = async ({ placement, role, content }: WriteArtifactRequest) => {
    const path = placement.kind === 'beside' ? `report${placement.suffix}` : `attachments/${placement.path}`
    const chunks: Uint8Array[] = []
    if (content instanceof Uint8Array) chunks.push(content)
    else for await (const chunk of content) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    written.set(path, { role, bytes })
    return { path, pathFromReport: path, sha256: 'ab'.repeat(32), sizeBytes: bytes.byteLength }
  }
  const set: string[] = []
  const context: Omit<ItemContext, 'task' | 'settings'> = {
    source,
    signal: new AbortController().signal,
    log: { info: () => undefined, warn: () => undefined },
    pseudonymOf: (subject) => `pseudonym-of-${subject.replaceAll(' ', '-')}`,
    artifacts: { write },
    typesetter: {
      typeset: async ({ document, source: { json } }) => {
        set.push(JSON.stringify(document))
        return { pdf: json, pages: 1, notes: ['Mended.'], formulas: new Map() }
      },
      describe: async () => [],
      [Symbol.asyncDispose]: async () => {},
    },
  }
  const outcome = await archiveReport(report, { ...context, task, settings: {} }, settings)
  return { ...outcome, asked, written, document: set[0] ?? '' }
}

const task = runningTask('forum', 'forum', 'News')

const messages = (remarks: readonly { readonly message: string }[]): readonly string[] =>
  remarks.map(({ message }) => message)

describe('a report', () => {
  test('has its files beside it, asks for each picture and file once, and says what could not be had', async () => {
    const { asked, written, remarks, record } = await archived(settingsWith())
    expect([...written.keys()]).toEqual([
      'attachments/files///zofia notes.txt',
      'attachments/files///film.mp4',
      'attachments/linked///linked.pdf',
      'attachments/linked///other.pdf',
      'report.pdf',
      'report.post.json.gz',
    ])
    expect(new Set(asked).size).toBe(asked.length)
    expect(messages(remarks)).toEqual([
      'Said from the start.',
      'The picture gone.png is not in the report: It is gone.',
      'Said while composing.',
      'Mended.',
    ])
    expect(remarks.find(({ message }) => message.includes('gone.png'))?.severity).toBe('missing')
    expect(record).toMatchObject({
      format: 1,
      course: { shortName: 'HIST101' },
      post: { by: 'Zofia Żółw' },
      facts: [{ label: 'Sent', text: '5 October 2026, 11:21:44 (UTC)' }],
      sections: [{ number: '1', heading: 'Post', parts: [{ role: 'answer' }] }],
    })
    expect(JSON.parse(Buffer.from(written.get('report.pdf')?.bytes ?? []).toString('utf8'))).toEqual(record)
  })

  test('says which file was left out as too large, and does not ask for it', async () => {
    const { asked, written, remarks, document } = await archived(settingsWith({ maximumFileSize: 1 }))
    expect(asked.filter((address) => address.includes('film'))).toEqual([])
    expect([...written.keys()].filter((path) => path.includes('film'))).toEqual([])
    const told = 'The file film.mp4 (3.0 MB) was left out, as the settings ask for: it is larger than 1.0 MB.'
    expect(remarks).toContainEqual({ severity: 'notice', message: told })
    expect(document).toContain('"name":"film.mp4","mediaType":"text/plain","path":null,"sizeBytes":3000000')
  })

  test('names nobody in an anonymised archive', async () => {
    const { written, record, remarks, document } = await archived(settingsWith({ anonymise: true }))
    const told = JSON.stringify([record, remarks, [...written.keys()], JSON.parse(document)])
    expect(told).not.toMatch(/user\/view/)
    expect(JSON.stringify(record)).toContain('file-1.txt')
    // Title and author are the driver's to name; everything below them is replaced.
    expect(JSON.stringify(record)).not.toMatch(/Zofia|zofia|Żółw/)
    expect([...written.keys()]).toContain('attachments/files///file-1.txt')
    expect([...written.keys()].filter((path) => path.endsWith('.json.gz'))).toEqual([])
    expect(remarks.every(({ message }) => !/zofia/iu.test(message))).toBe(true)
  })

  test('keeps no answer of the service where a section is left out', async () => {
    const { written } = await archived(settingsWith({ sections: ['post'] }))
    expect([...written.keys()].filter((path) => path.endsWith('.json.gz'))).toEqual([])
  })

  test('has a web page beside it if that is wanted', async () => {
    const { written } = await archived(settingsWith({ htmlCopy: true }))
    expect(Buffer.from(written.get('report.html')?.bytes ?? []).toString('utf8')).toContain('Zofia Żółw')
  })
})
