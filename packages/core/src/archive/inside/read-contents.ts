import { z } from 'zod'
import type { ArchiveContents } from '../../archive-library.ts'
import { ArchivingError, wrapUnknownError } from '../../errors/index.ts'
import { bagInfoName, parseBagInfo, payloadFolder } from '../bag-tag-files.ts'
import type { ArchiveEntry, ArchiveReader } from '../archive-reader.ts'
import { isDiskError } from '../disk-error.ts'
import { descriptionName } from '../item-lists.ts'
import { readText } from '../read-lines.ts'

/** It lists what is missing, at most 1,000 sentences. */
const longestDescription = 8 * 1024 * 1024
const longestBagInfo = 1024 * 1024
const mostSaid = 1_000
const mostBagInfo = 200

const count = z.int().nonnegative()
const descriptionSchema = z.object({
  title: z.string(),
  driver: z.string(),
  site: z.object({ name: z.string(), url: z.string(), kind: z.string(), release: z.string() }),
  course: z.object({ id: z.number(), name: z.string(), shortName: z.string() }),
  activity: z.object({ kind: z.string(), id: z.number(), name: z.string() }),
  anonymised: z.boolean().default(false),
  complete: z.boolean(),
  missing: z.array(z.string()),
  missingLeftOut: count,
  items: z.object({ total: count, archived: count, failed: count }),
  additionalFiles: z.array(z.object({ path: z.string(), mediaType: z.string(), sizeBytes: count })).default([]),
})

/**
 * What an archive says of itself, in activity.json and bag-info.txt.
 *
 * @throws ArchivingError `manifest_invalid` if it says nothing that can be read, `storage_failed`
 */
export async function readContents(reader: ArchiveReader): Promise<ArchiveContents> {
  const text = await readWhole(reader, payloadFolder + descriptionName, longestDescription)
  const bagInfo = parseBagInfo(await readWhole(reader, bagInfoName, longestBagInfo)) ?? []
  const { missing, missingLeftOut, additionalFiles, ...facts } = parseDescription(text)
  return {
    ...facts,
    missing: missing.slice(0, mostSaid),
    missingLeftOut: missingLeftOut + Math.max(0, missing.length - mostSaid),
    bagInfo: bagInfo.slice(0, mostBagInfo).map(([label, value]) => ({ label, value })),
    additionalFiles: additionalFiles
      .slice(0, mostSaid)
      .map(({ path, mediaType, sizeBytes }) => ({ path: payloadFolder + path, mediaType, sizeBytes })),
  }
}

function parseDescription(text: string): z.infer<typeof descriptionSchema> {
  try {
    return descriptionSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new ArchivingError(
      'manifest_invalid',
      'The archive does not say what it is of: it is damaged, or not one of ours.',
      { cause, german: 'Das Archiv sagt nicht, wovon es ist: Es ist beschädigt oder keines von Muniment.' },
    )
  }
}

async function readWhole(reader: ArchiveReader, path: string, longest: number): Promise<string> {
  const entry = usableEntry(reader, path)
  return unpacking(entry, () => readText(entry.open(), longest))
}

/** A file of an archive. @throws ArchivingError `not_found`, `manifest_invalid` if it cannot be unpacked. */
export function usableEntry({ entries }: ArchiveReader, path: string): ArchiveEntry {
  const entry = entries.get(path)
  if (!entry)
    throw new ArchivingError('not_found', 'There is no such file in the archive.', {
      german: 'Diese Datei gibt es im Archiv nicht.',
    })
  if (entry.damaged === true) throw damagedFile(entry)
  return entry
}

/** Does what unpacks a file; what goes wrong with that is damage. @throws ArchivingError `manifest_invalid`, `storage_failed` */
export async function unpacking<Result>(entry: ArchiveEntry, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ArchivingError) throw error
    throw isDiskError(error) ? wrapUnknownError(error, 'storage_failed') : damagedFile(entry, error)
  }
}

function damagedFile({ path }: ArchiveEntry, cause?: unknown): ArchivingError {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const german = `„${name}“ ist nicht lesbar: Die Datei ist beschädigt. Prüfen Sie das Archiv.`
  return new ArchivingError('manifest_invalid', `“${name}” cannot be read: it is damaged. Verify the archive.`, {
    cause,
    german,
  })
}
