import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  archivePayload,
  folderTarget,
  openFolderArtifactStore,
  placeAdditionalFiles,
  sealArchive,
  type ArchiveDescription,
  type ArchivedFile,
  type ArchivedItem,
  type ArtifactStore,
  type GivenFile,
  type SealedArchive,
} from '@muniment/core'

/** A temporary folder, removed at the end of the scope. */
export async function openWorkspace(): Promise<AsyncDisposable & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'muniment-archive-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

export const sealedAt = new Date('2026-11-23T18:00:00Z')

export interface SampleOptions {
  readonly students?: number
  /** Bytes of each report. */
  readonly reportBytes?: number
  readonly failed?: boolean
  readonly language?: 'en' | 'de'
  /** Names of files that were added by hand, in order. */
  readonly added?: readonly string[]
}

const names = [
  'Łukasz Żółciński',
  '张伟',
  'María José Ñúñez',
  'محمد عبد الله',
  '=HYPERLINK("x")',
  'Anna <b>Öz</b> & Söhne',
  'Jo',
]

/** Bytes that look like a file and are the same in every run. */
export function fakeBytes(seed: string, length: number): Buffer {
  const blocks: Buffer[] = []
  for (let index = 0; index * 32 < length; index += 1) {
    blocks.push(createHash('sha256').update(`${seed}-${index}`).digest())
  }
  return Buffer.concat(blocks).subarray(0, length)
}

export interface Sample {
  readonly description: ArchiveDescription
  readonly items: () => AsyncGenerator<ArchivedItem>
  readonly artifacts: ArtifactStore
}

/** A quiz with some students, each with a report and an attachment. */
export async function makeSample(folder: string, options: SampleOptions = {}): Promise<Sample> {
  const artifacts = await openFolderArtifactStore({ folder: join(folder, 'store'), now: sealedAt })
  const students = options.students ?? 3
  const items: ArchivedItem[] = []
  for (let index = 0; index < students; index += 1) items.push(await makeItem(index, artifacts, options))
  const failed = items.filter((item) => item.state === 'failed').length
  return {
    artifacts,
    description: { ...describe(students, failed), additionalFiles: await addFiles(artifacts, options.added ?? []) },
    async *items() {
      yield* items
    },
  }
}

async function addFiles(artifacts: ArtifactStore, names: readonly string[]) {
  const given: GivenFile[] = []
  for (const name of names)
    given.push({ name, note: `Note on ${name}`, ...(await artifacts.put(Buffer.from(`added ${name}`))) })
  return placeAdditionalFiles(given)
}

async function makeItem(index: number, artifacts: ArtifactStore, options: SampleOptions): Promise<ArchivedItem> {
  const name = names[index % names.length] ?? ''
  const fails = options.failed === true && index === 1
  const files: ArchivedFile[] = []
  const add = async (path: string, role: ArchivedFile['role'], bytes: Buffer) => {
    files.push({ path, role, mediaType: 'application/octet-stream', ...(await artifacts.put(bytes)) })
  }
  if (!fails) {
    const base = `reports/attempt ${index + 1}`
    await add(`${base}.pdf`, 'report', fakeBytes(`report-${index}`, options.reportBytes ?? 2000))
    await add(`${base}.html`, 'copy', Buffer.from(`<!doctype html><title>${index}</title>`.repeat(20)))
    await add(
      `reports/attachments/attempt ${index + 1}/Lösung 100_ (é).txt`,
      'attachment',
      Buffer.from(`answer ${index}`),
    )
  }
  return {
    key: `attempt-${4700 + index}`,
    title: `${name}, attempt 1`,
    state: fails ? 'failed' : 'archived',
    files,
    row: {
      student_name: name,
      id_number: `s${1000 + index}`,
      groups: index === 0 ? 'Gruppe_ohne_jedes_Leerzeichen_in_ihrem_langen_Namen' : 'Group C / late; Gruppe Ä',
      attempt_number: 1,
      state: 'finished',
      started: '2026-05-04T08:00:00Z',
      finished: `2026-05-04T09:${String(index % 60).padStart(2, '0')}:00Z`,
      marks: index % 5 === 4 ? null : 17.5 - index / 4,
      grade: index % 5 === 4 ? null : 87.5 - index,
    },
    readRecord: async () => ({ answers: [{ slot: 1, text: `answer of ${name}` }] }),
    remarks: index === 2 ? [{ severity: 'notice', message: 'Question 3 is shown without its own styling.' }] : [],
    error: fails ? { code: 'source_denied', message: 'Moodle did not let us read this attempt.' } : null,
  }
}

function describe(total: number, failed: number): ArchiveDescription {
  return {
    format: 'muniment-archive',
    formatVersion: 1,
    driver: 'quiz',
    title: 'HIST101 World history: Midterm',
    site: {
      name: 'Example University',
      url: 'https://moodle.example.edu',
      kind: 'moodle-web-services',
      release: '4.5.6',
    },
    course: { id: 7, name: 'World history', shortName: 'HIST101' },
    activity: {
      kind: 'quiz',
      id: 12,
      courseModuleId: 99,
      name: 'Midterm',
      facts: {
        opensAt: '2026-05-04T08:00:00Z',
        closesAt: '2026-05-04T10:00:00Z',
        timeLimitSeconds: 5400,
        maxGrade: 100,
        gradeMethod: 'highest',
      },
    },
    settings: { paperSize: 'A4', copies: true },
    items: { total, archived: total - failed, failed },
    complete: failed === 0,
    missing: failed === 0 ? [] : ['张伟, attempt 1: not archived. Moodle did not let us read this attempt.'],
    missingLeftOut: 0,
    columns: [
      'student_name',
      'id_number',
      'groups',
      'attempt_number',
      'state',
      'started',
      'finished',
      'marks',
      'grade',
    ],
    additionalFiles: [],
  }
}

/** Seals a sample into `folder`. */
export async function sealSample(folder: string, options: SampleOptions = {}): Promise<SealedArchive> {
  const sample = await makeSample(folder, options)
  return sealArchive({
    archiveName: 'HIST101 Midterm',
    target: folderTarget(folder),
    payload: archivePayload({ ...sample, language: options.language ?? 'en' }),
    bagInfo: [
      ['Source-Organization', 'Example University'],
      ['External-Identifier', 'urn:uuid:3f0f0b0e-0000-4000-8000-000000000001'],
      ['External-Description', `HIST101 World history: Midterm ${'with a long description '.repeat(6)}`],
      ['Muniment-Read-As', 'Line\nBreak: yes'],
      ['Muniment-Made-With', 'Typst 0.14.2'],
      ['Muniment-Made-With', 'sharp 0.35.5'],
    ],
    sealedAt,
  })
}
