import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { contentPath } from '../archive/content-place.ts'
import { hashFile } from '../archive/hash-file.ts'
import { dataFolderNames } from '../data-folder-names.ts'
import { ArchivingError, systemErrorCode, wrapUnknownError } from '../errors/index.ts'
import { parseJson } from '../parse-json.ts'

/** Names within a backup: where something lies in a data folder too, it has the same name there. */
export const backupNames = {
  /** Written last: a folder without it is no whole backup. */
  description: 'backup.json',
  database: dataFolderNames.database,
  manifest: 'manifest-sha256.txt',
  key: dataFolderNames.secretKey,
  contents: dataFolderNames.artifacts,
  archives: 'archives',
} as const

const hash = z.string().regex(/^[\da-f]{64}$/u)
const writtenFile = z.object({ sha256: hash, sizeBytes: z.int().min(0) })
const description = z.object({
  format: z.literal('muniment-backup'),
  formatVersion: z.literal(1),
  /** ISO 8601 in UTC. */
  madeAt: z.string(),
  /** Version of the program that made it. */
  version: z.string(),
  database: writtenFile,
  /** One line a file: its SHA-256, two blanks, its path in the backup. */
  manifest: writtenFile,
  files: z.int().min(0),
  bytes: z.int().min(0),
  hasKey: z.boolean(),
})

/** What a backup says of itself. */
export type BackupDescription = z.infer<typeof description>

/** @throws ArchivingError `not_found` if there is no backup; `manifest_invalid` if it cannot be understood */
export async function readBackupDescription(folder: string): Promise<BackupDescription> {
  const file = join(folder, backupNames.description)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT' && systemErrorCode(error) !== 'ENOTDIR') {
      throw wrapUnknownError(error, 'storage_failed')
    }
    throw new ArchivingError('not_found', `${folder} is no backup, or one that was not finished: ${file} is not there.`)
  }
  const read = description.safeParse(parseJson(text))
  if (read.success) return read.data
  throw new ArchivingError('manifest_invalid', `${file} is damaged, or of a newer version of Muniment.`)
}

/** A file that a backup holds besides its database. */
export interface BackupFile {
  readonly sha256: string
  /** Path in the backup, with slashes. */
  readonly path: string
  /** The archive whose file it is; null for a content of the artifact store. */
  readonly archiveId: string | null
}

const line = new RegExp(
  String.raw`^(?<sha256>[\da-f]{64}) {2}(?<path>${backupNames.contents}/[\da-f]{2}/[\da-f]{62}|${backupNames.archives}/(?<archiveId>[\w-]{1,100})/archive\.zip)$`,
  'u',
)

/**
 * The files of a backup, one by one. Only paths that a backup makes are taken.
 *
 * @throws ArchivingError `manifest_invalid`
 */
export async function* readBackupManifest(folder: string): AsyncGenerator<BackupFile> {
  const file = join(folder, backupNames.manifest)
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    const { sha256, path, archiveId } = line.exec(text)?.groups ?? {}
    if (sha256 === undefined || path === undefined) throw damaged(file)
    if (archiveId === undefined && path !== `${backupNames.contents}/${contentPath(sha256)}`) throw damaged(file)
    yield { sha256, path, archiveId: archiveId ?? null }
  }
}

export const manifestLine = ({ sha256, path }: Pick<BackupFile, 'sha256' | 'path'>): string => `${sha256}  ${path}\n`

/** @throws ArchivingError `manifest_invalid` unless a file of a backup has the hash */
export async function assertHash(file: string, sha256: string, signal?: AbortSignal): Promise<void> {
  const actual = await hashFile(file, signal).catch((error: unknown) => {
    signal?.throwIfAborted()
    if (systemErrorCode(error) === 'ENOENT') throw damaged(file)
    throw wrapUnknownError(error, 'storage_failed')
  })
  if (actual !== sha256) throw damaged(file)
}

/** For a file of a backup that is not what was written. */
export function damaged(file: string): ArchivingError {
  return new ArchivingError(
    'manifest_invalid',
    `The backup is damaged: ${file} is missing, or not what was written. Use another backup.`,
  )
}

/** Collects lines and hashes them, without keeping them. */
export class ManifestWriter {
  readonly #hash = createHash('sha256')
  readonly #write: (text: string) => Promise<void>
  #sizeBytes = 0

  constructor(write: (text: string) => Promise<void>) {
    this.#write = write
  }

  async add(file: Pick<BackupFile, 'sha256' | 'path'>): Promise<void> {
    const text = manifestLine(file)
    this.#hash.update(text)
    this.#sizeBytes += Buffer.byteLength(text)
    await this.#write(text)
  }

  /** What was written in all. */
  end(): BackupDescription['manifest'] {
    return { sha256: this.#hash.digest('hex'), sizeBytes: this.#sizeBytes }
  }
}
