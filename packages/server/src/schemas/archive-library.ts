import { artifactRoles, entryListingStates, entryOrders, longestFilePart } from '@muniment/core'
import { z } from 'zod'
import { archiveRecord } from './archive.ts'
import { identifier, sourceIdentifier } from './identifier.ts'
import { pageOf, pageOptions } from './page.ts'

const archiveId = identifier.describe('Id of the archive.')
const search = z.string().max(500).optional()
const filePath = z.string().min(1).max(4_000).describe("From the archive's folder: `data/index.html`.")

export const archiveEntry = z
  .object({
    ordinal: z.int().describe("Its place in the archive's list, from 0."),
    key: z.string(),
    title: z.string(),
    state: z.enum(['archived', 'failed']).describe('`failed`: it could not be archived.'),
    personName: z.string().nullable().describe('Whose it is; null if that is not one person, or nobody is named.'),
    idNumber: z.string().nullable(),
    userName: z.string().nullable(),
    sourceState: z.string().nullable().describe("How it stands, in the source's word, such as `finished`."),
    at: z.date().nullable().describe('When it was finished, handed in, or last written in.'),
    grade: z.number().nullable(),
    maxGrade: z.number().nullable(),
    gradeText: z.string().nullable().describe('A grade that is no number, as the source shows it.'),
    reportPath: z.string().nullable().describe('Path of the report within the archive, or null if there is none.'),
    attachments: z.int(),
    lacksSomething: z.boolean().describe('Whether something that belongs to it is not in the archive.'),
  })
  .meta({ id: 'ArchiveEntry', description: 'One item of an archive, as it stands in lists.' })

const entryFile = z
  .object({
    path: filePath,
    role: z.enum(artifactRoles),
    mediaType: z.string(),
    sha256: z.string(),
    sizeBytes: z.number(),
  })
  .meta({ id: 'ArchiveEntryFile', description: 'One file of an entry.' })

export const archiveEntryDetails = z
  .object({
    ...archiveEntry.shape,
    files: z.array(entryFile).readonly().describe('At most 1,000; `filesLeftOut` counts the rest.'),
    filesLeftOut: z.int(),
    remarks: z
      .array(z.object({ severity: z.enum(['missing', 'notice']), message: z.string() }))
      .readonly()
      .describe('What is missing, or must be known.'),
    error: z.string().nullable().describe('Why it could not be archived.'),
  })
  .meta({ id: 'ArchiveEntryDetails', description: 'One item of an archive with its files.' })

const listing = z.enum(entryListingStates).meta({
  id: 'EntryListingState',
  description: '`pending` until the entries have been read, `unreadable` if the archive or its list cannot be.',
})

export const archiveEntryPage = pageOf('ArchiveEntryPage', archiveEntry)
  .extend({
    total: z.int().describe('How many entries there are that the search finds.'),
    listing,
  })
  .meta({ id: 'ArchiveEntryPage', description: 'One page. Hand `nextCursor` back as `cursor` for the next one.' })

export const listEntriesRequest = z
  .strictObject({
    archiveId,
    search: search.describe('Words of names, ids and user names.'),
    orderBy: z.enum(entryOrders).optional().describe('As in the archive unless given.'),
    descending: z.boolean().optional(),
    ...pageOptions,
  })
  .meta({ id: 'ListEntriesRequest', description: 'Which entries of an archive, in which order, and which page.' })

export const entryReference = z
  .strictObject({ archiveId, ordinal: z.int().min(0) })
  .meta({ id: 'ArchiveEntryReference', description: 'Which entry.' })

export const foundArchive = z
  .object({
    archive: archiveRecord,
    activityName: z.string(),
    activityKind: z.string(),
    courseName: z.string(),
    courseShortName: z.string(),
    siteName: z.string(),
    entries: z
      .array(archiveEntry)
      .readonly()
      .describe('The first entries that have words of the search which the archive itself does not have.'),
    entriesFound: z.int().describe('How many there are.'),
  })
  .meta({ id: 'FoundArchive', description: 'An archive that a search found.' })

export const foundArchivePage = pageOf('FoundArchivePage', foundArchive)
  .extend({
    notListed: z.int().describe('Archives whose entries are not known, as they were not read yet or cannot be.'),
  })
  .meta({ id: 'FoundArchivePage', description: 'One page. Hand `nextCursor` back as `cursor` for the next one.' })

export const searchArchivesRequest = z
  .strictObject({
    search: search.describe(
      'Words, all of which are found: of names, ids and user names of students, of the activity, its course and site, and of days (`2026-11-27`).',
    ),
    courseId: sourceIdentifier.optional(),
    sealedFrom: z.date().optional().describe('Sealed at this moment or later.'),
    sealedBefore: z.date().optional().describe('Sealed before this moment.'),
    ...pageOptions,
  })
  .meta({ id: 'SearchArchivesRequest', description: 'Which archives are looked for, and which page of them.' })

export const archiveFile = z
  .object({
    path: filePath,
    sizeBytes: z.number(),
    mediaType: z.string().describe('By the extension of the name.'),
  })
  .meta({ id: 'ArchiveFile', description: 'A file within an archive.' })

export const archiveFilePage = pageOf('ArchiveFilePage', archiveFile)

export const listFilesRequest = z
  .strictObject({
    archiveId,
    folder: z.string().max(4_000).optional().describe('Such as `data`; the whole archive unless given.'),
    ...pageOptions,
    cursor: z.string().max(4_000).optional().describe('`nextCursor` of the page before; the first page without it.'),
  })
  .meta({ id: 'ListFilesRequest', description: 'Which files of an archive, and which page.' })

export const readFileRequest = z
  .strictObject({
    archiveId,
    path: filePath,
    offset: z.int().min(0).optional().describe('Where the part begins; at the start unless given.'),
    maximumBytes: z.int().min(1).max(longestFilePart).optional().describe('At most 512 KiB, which it is unless given.'),
  })
  .meta({ id: 'ReadFileRequest', description: 'Which part of which file of an archive.' })

export const filePart = z
  .object({
    ...archiveFile.shape,
    offset: z.number(),
    content: z.base64().describe('The bytes, as Base64.'),
    nextOffset: z.number().nullable().describe('Where the next part begins; null at the end.'),
  })
  .meta({ id: 'ArchiveFilePart', description: 'A part of a file within an archive.' })

const itemCounts = z.object({ total: z.int(), archived: z.int(), failed: z.int() })

export const archiveContents = z
  .object({
    title: z.string(),
    driver: z.string(),
    site: z.object({ name: z.string(), url: z.string(), kind: z.string(), release: z.string() }),
    course: z.object({ id: z.number(), name: z.string(), shortName: z.string() }),
    activity: z.object({ kind: z.string(), id: z.number(), name: z.string() }),
    anonymised: z.boolean(),
    complete: z.boolean(),
    missing: z
      .array(z.string())
      .readonly()
      .describe('What is missing; at most 1,000, `missingLeftOut` counts the rest.'),
    missingLeftOut: z.int(),
    items: itemCounts,
    bagInfo: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .readonly()
      .describe('Lines of bag-info.txt.'),
    additionalFiles: z.array(archiveFile).readonly().describe('Files that people added by hand.'),
  })
  .meta({ id: 'ArchiveContents', description: 'What an archive says of itself.' })

export const exportArchiveRequest = z
  .strictObject({ archiveId, folder: z.string().min(1).max(4_000).describe('A folder of this computer.') })
  .meta({ id: 'ExportArchiveRequest', description: 'Which archive is copied where.' })

export const exportedArchive = z
  .object({ path: z.string(), sha256: z.string(), sizeBytes: z.number() })
  .meta({ id: 'ExportedArchive', description: 'A copy of an archive, which was read again where it lies.' })

export const removeArchiveRequest = z
  .strictObject({ archiveId, reason: z.string().min(1).max(1_000).describe('Why. It is kept.') })
  .meta({ id: 'RemoveArchiveRequest', description: 'Which archive is removed for good, and why.' })

export const archiveRemoval = z
  .object({
    archiveId: z.string(),
    taskId: z.string(),
    removedAt: z.date(),
    removedBy: z.string(),
    reason: z.string(),
    title: z.string(),
    fileName: z.string(),
    path: z.string().describe('Where it lay.'),
    sha256: z.string(),
    sizeBytes: z.number(),
    items: z.int(),
    sealedAt: z.date(),
    fileRemoved: z.boolean().describe('False until the file is gone.'),
  })
  .meta({ id: 'ArchiveRemoval', description: 'What is kept of an archive that was removed.' })

export const archiveRemovalPage = pageOf('ArchiveRemovalPage', archiveRemoval)

export const listRemovalsRequest = z
  .strictObject(pageOptions)
  .meta({ id: 'ListRemovalsRequest', description: 'Which page.' })
