import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ArchivingError,
  dataFolderNames,
  holdsSignIns,
  makeFolder,
  secretKeyLost,
  wrapUnknownError,
  writeFileOnce,
} from '@muniment/core'

export const keyBytes = 32

/** How a secret key is found. */
export interface SecretKeyOptions {
  readonly dataFolder: string
  /** 32 bytes in base64, where the environment gives them. */
  readonly fromEnvironment?: string
  readonly platform: NodeJS.Platform
  /** Somebody said that the key of this data folder is lost: a new one is made beside sign-ins that need the old one. */
  readonly isLost?: boolean
  /** Other processes have the same key and other data folders: none is made here. */
  readonly isShared?: boolean
}

/**
 * The key that encrypts kept sign-ins: from the environment, else from a file in the data folder that is made at first
 * use and that only its user can read. Where the file is gone and the database keeps sign-ins, none is made: a copy that
 * somebody has of the old one must not meet a new one in its place.
 *
 * @throws ArchivingError `input_invalid` if the key is not 32 bytes or those of others are not known, `storage_failed` if others can read the file, or it
 *   is lost.
 */
export async function readSecretKey({
  dataFolder,
  fromEnvironment,
  platform,
  isLost = false,
  isShared = false,
}: SecretKeyOptions): Promise<Uint8Array> {
  if (fromEnvironment !== undefined) return parseKey(fromEnvironment, 'MUNIMENT_SECRET_KEY')
  const file = join(dataFolder, dataFolderNames.secretKey)
  await makeFolder(dataFolder)
  const isMissing = !(await isThere(file))
  if (!isLost && isMissing && (await isThere(join(dataFolder, dataFolderNames.sealedSecretKey)))) throw keptByApp(file)
  if (!isLost && isMissing && (await holdsSignIns(dataFolder))) {
    throw secretKeyLost(`The file with the secret key, ${file}, is missing, and the sign-ins to your sites need it.`)
  }
  if (isShared && isMissing) throw keyNotShared(file)
  const text = await makeOrReadKeyFile(file)
  await assertPrivate(file, platform)
  return parseKey(text, file)
}

/** The desktop app keeps its key where this program cannot read it. */
function keptByApp(file: string): ArchivingError {
  return new ArchivingError(
    'storage_failed',
    `The secret key of this data folder is not in ${file}: the Muniment app keeps it in the keystore of the operating system. Use the app, or give the key by MUNIMENT_SECRET_KEY.`,
    { details: { reason: 'key_in_keystore' } },
  )
}

const keyNotShared = (file: string): ArchivingError =>
  new ArchivingError(
    'input_invalid',
    `Processes that share a database and no folder need the same secret key, and there is none here. Set MUNIMENT_SECRET_KEY for all of them (“openssl rand -base64 32” makes one), or copy the one of the others to ${file}.`,
    { details: { field: 'secretKey' } },
  )

export async function isThere(file: string): Promise<boolean> {
  const facts = await stat(file).catch(() => null)
  return facts !== null
}

/** Makes the file whole or not at all, and never over one that is there: two first starts agree on one key. */
async function makeOrReadKeyFile(file: string): Promise<string> {
  try {
    await writeFileOnce(file, `${randomBytes(keyBytes).toString('base64')}\n`, 0o600)
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code, message } = wrapUnknownError(error, 'storage_failed')
    throw new ArchivingError(code, `The key file ${file} cannot be used. ${message}`, { cause: error })
  }
}

export async function assertPrivate(file: string, platform: NodeJS.Platform): Promise<void> {
  // Windows has no such bits; there the file inherits the protection of the user's profile.
  if (platform === 'win32') return
  const { mode } = await stat(file)
  if ((mode & 0o077) === 0) return
  throw new ArchivingError(
    'storage_failed',
    `Others can read the key file ${file}. Make it yours alone (chmod 600), and sign in again to what they may have read.`,
  )
}

export function parseKey(text: string, where: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length === keyBytes) return key
  throw new ArchivingError('input_invalid', `${where} must hold ${keyBytes} bytes in base64.`)
}
