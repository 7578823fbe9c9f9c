import { findingCodes, verificationOccasions } from '@muniment/core'
import { z } from 'zod'
import { recordedError } from './error.ts'
import { identifier, sourceIdentifier } from './identifier.ts'
import { pageOptions, pageOf } from './page.ts'

const archiveId = identifier.describe('Id of the archive.')

const verdict = z.enum(['intact', 'damaged', 'not_fully_checked']).meta({
  id: 'VerifyVerdict',
  description: '`not_fully_checked` must never be shown as intact.',
})

const archiveTimestamp = z
  .object({
    authority: z.string().describe('Address of the authority.'),
    state: z.enum(['granted', 'failed']),
    kind: z
      .enum(['timestamp', 'renewal'])
      .describe('`renewal`: it certifies everything anew, earlier timestamps included.'),
    at: z.date().describe('The moment that the authority vouches for; of one that failed, when it was asked.'),
    signedBy: z.string().nullable().describe('Who signed, as its certificate names it; null if it failed.'),
    error: recordedError.nullable().describe('Why there is none. It can be asked for again later.'),
  })
  .meta({ id: 'ArchiveTimestamp', description: 'What came of asking a time-stamping authority for an archive.' })

export const archiveRecord = z
  .object({
    id: z.string(),
    taskId: z.string(),
    title: z.string(),
    fileName: z.string(),
    path: z.string().describe("Where it lies: a path on the server's computer, or `s3://bucket/key`."),
    sha256: z.string().describe('Of the zip, in hex.'),
    sizeBytes: z.number(),
    complete: z.boolean().describe('False if something is missing in it, knowingly.'),
    items: z.int(),
    sealedAt: z.date(),
    predecessorId: z.string().nullable().describe('The archive of which this is a new version, or null.'),
    timestamps: z.array(archiveTimestamp).readonly().describe('One for each authority that was asked.'),
    lastVerifiedAt: z.date().nullable(),
    lastVerdict: verdict.nullable(),
    nextVerificationAt: z
      .date()
      .nullable()
      .describe('From when on it is verified again by itself; null if that happens only when asked for.'),
  })
  .meta({ id: 'ArchiveRecord', description: 'The sealed package of a finished task: a BagIt bag, zipped.' })

export const archivePage = pageOf('ArchivePage', archiveRecord)

export const listArchivesRequest = z
  .strictObject({
    taskId: identifier.optional(),
    courseId: sourceIdentifier.optional(),
    search: z.string().max(500).optional().describe('Part of the title.'),
    ...pageOptions,
  })
  .meta({ id: 'ListArchivesRequest', description: 'Which archives, and which page of them. Filters add up.' })

export const archiveReference = z
  .strictObject({ archiveId })
  .meta({ id: 'ArchiveReference', description: 'Which archive.' })

export const verifyArchiveRequest = z
  .strictObject({
    archiveId,
    deep: z
      .boolean()
      .optional()
      .describe('Looks into reports, copies and raw answers too, not at their checksums alone.'),
  })
  .meta({ id: 'VerifyArchiveRequest', description: 'Which archive is to be checked, and how closely.' })

const findingCode = z.enum(findingCodes).meta({ id: 'FindingCode', description: 'What the verifier can find.' })

const finding = z
  .object({
    code: findingCode,
    severity: z.enum(['damage', 'notice']).describe('`damage` makes the archive not intact.'),
    path: z.string().nullable().describe('Path within the archive, or null if it is about the whole.'),
    message: z.string().describe('For people.'),
  })
  .meta({ id: 'VerifyFinding', description: 'One thing that the verifier found.' })

const contentsChecked = z
  .object({
    reports: z.int(),
    recordsCompared: z.int().describe('Reports whose own data were compared with the record of their item.'),
    copies: z.int().describe('Copies for browsers.'),
    rawAnswers: z.int().describe("The service's own answers."),
  })
  .meta({ id: 'ContentsChecked', description: 'How many files a deep check has looked into.' })

const verifiedTimestamp = z
  .object({
    path: z.string().describe('Path of the answer within the archive.'),
    time: z.date().describe('The moment that the authority vouches for.'),
    authority: z.string().describe('Who signed, as its certificate names it.'),
    trusted: z.boolean().describe('Whether its certificate leads to one that is trusted.'),
  })
  .meta({ id: 'VerifiedTimestamp', description: 'A timestamp of an archive that holds.' })

export const timestampArchiveRequest = z
  .strictObject({
    archiveId,
    renew: z.boolean().optional().describe('Certifies all files and earlier timestamps anew.'),
  })
  .meta({ id: 'TimestampArchiveRequest', description: 'Which archive is to be certified.' })

export const verifyReport = z
  .object({
    verdict,
    title: z.string().nullable(),
    complete: z.boolean().nullable(),
    filesChecked: z.int(),
    bytesChecked: z.number(),
    contentsChecked: contentsChecked.nullable().describe('Null unless the check was a deep one that got as far.'),
    timestamps: z.array(verifiedTimestamp).readonly().describe('Those that hold; one that does not is a finding.'),
    findings: z.array(finding).readonly().describe('At most 1,000; `findingsLeftOut` counts the rest.'),
    findingsLeftOut: z.int(),
  })
  .meta({ id: 'VerifyReport', description: 'What a check of an archive found. Damage is a finding, not an error.' })

export const archiveVerification = z
  .object({
    id: z.int(),
    archiveId: z.string(),
    at: z.date(),
    occasion: z.enum(verificationOccasions).describe('Whether somebody asked for it, or it was due.'),
    deep: z.boolean().describe('Whether it looked into the files, not at their checksums alone.'),
    verdict,
    filesChecked: z.int(),
    bytesChecked: z.number(),
    findings: z.array(finding).readonly().describe('At most 100, damage first; `findingsLeftOut` counts the rest.'),
    findingsLeftOut: z.int(),
  })
  .meta({ id: 'ArchiveVerification', description: 'What one verification of an archive found, as it is kept.' })

export const archiveVerificationPage = pageOf('ArchiveVerificationPage', archiveVerification)

export const listVerificationsRequest = z
  .strictObject({ archiveId, ...pageOptions })
  .meta({ id: 'ListVerificationsRequest', description: 'Of which archive, and which page.' })
