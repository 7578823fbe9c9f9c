import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ArchivingError,
  dataFolderNames,
  holdsSignIns,
  makeFolder,
  secretKeyLost,
  syncFolder,
  wrapUnknownError,
  writeFileOnce,
} from '@muniment/core'
import { assertPrivate, isThere, keyBytes, parseKey, readSecretKey } from './secret-key.ts'

/** The operating system's keystore, as far as we need it: it seals a text so that only the same user can open it. */
export interface Keystore {
  /** False where there is none, or one that protects nothing. */
  isAvailable(): Promise<boolean>
  seal(text: string): Promise<Uint8Array>
  /** Fails if the keystore is locked, or did not seal it. */
  unseal(sealed: Uint8Array): Promise<string>
}

export interface KeyOfAppOptions {
  readonly dataFolder: string
  readonly platform: NodeJS.Platform
  readonly keystore: Keystore
  /** The user was told that there is no keystore, and wants the key in a file that only they can read. */
  readonly mayKeepInFile: boolean
  /** Somebody said that the key is lost: a new one is made. */
  readonly isLost?: boolean
}

/**
 * The key that encrypts kept sign-ins, as the desktop app keeps it: sealed by the operating system's keystore. A key that
 * lies in a plain file is sealed, and the file removed once the sealed one is on the disk and opens. What is sealed is
 * never replaced: where it does not open, an error says what to do.
 *
 * @throws ArchivingError `storage_failed`; `details.reason` is `keystore_missing` if there is none and nobody has agreed
 *   to a file, `keystore_locked` if it does not open what it sealed, `secret_key` if the key is lost
 */
export async function readKeyOfApp(options: KeyOfAppOptions): Promise<Uint8Array> {
  const { dataFolder, platform, keystore, mayKeepInFile, isLost = false } = options
  const files = filesIn(dataFolder)
  await makeFolder(dataFolder)
  if (isLost) await setAside(files)
  if (await isThere(files.sealed)) return await openSealed(files, keystore)
  const hasPlain = await isThere(files.plain)
  if (!(await keystore.isAvailable())) {
    if (hasPlain || mayKeepInFile) return await readSecretKey({ dataFolder, platform, isLost })
    throw keystoreMissing()
  }
  if (hasPlain) return await takeOver(files, options)
  if (!isLost && (await holdsSignIns(dataFolder))) {
    throw secretKeyLost(`The file with the secret key, ${files.sealed}, is missing, and your sign-ins need it.`)
  }
  return await seal(files, keystore, randomBytes(keyBytes))
}

interface KeyFiles {
  readonly folder: string
  readonly plain: string
  readonly sealed: string
}

function filesIn(dataFolder: string): KeyFiles {
  return {
    folder: dataFolder,
    plain: join(dataFolder, dataFolderNames.secretKey),
    sealed: join(dataFolder, dataFolderNames.sealedSecretKey),
  }
}

async function openSealed(files: KeyFiles, keystore: Keystore): Promise<Uint8Array> {
  const key = await unseal(files, keystore)
  // Left by a start that was ended between the two.
  if (await isThere(files.plain)) await removePlain(files, key)
  return key
}

async function unseal({ sealed }: KeyFiles, keystore: Keystore): Promise<Uint8Array> {
  try {
    if (!(await keystore.isAvailable())) throw new Error('There is no keystore.')
    const text = await keystore.unseal(Buffer.from(await readFile(sealed, 'utf8'), 'base64'))
    return parseKey(text, sealed)
  } catch (cause) {
    throw keystoreLocked(sealed, cause)
  }
}

/** If anything fails, the plain file stays as it was. */
async function takeOver(files: KeyFiles, { keystore, platform }: KeyOfAppOptions): Promise<Uint8Array> {
  await assertPrivate(files.plain, platform)
  const key = parseKey(await readFile(files.plain, 'utf8'), files.plain)
  await seal(files, keystore, key)
  await removePlain(files, key)
  return key
}

/** @returns the key as it is read back: of two first starts both get the one that was first. */
async function seal(files: KeyFiles, keystore: Keystore, key: Uint8Array): Promise<Uint8Array> {
  try {
    const sealed = await keystore.seal(Buffer.from(key).toString('base64'))
    await writeFileOnce(files.sealed, `${Buffer.from(sealed).toString('base64')}\n`, 0o600)
  } catch (cause) {
    const { code, message } = wrapUnknownError(cause, 'storage_failed')
    throw new ArchivingError(code, `The secret key could not be put into the keystore. ${message}`, { cause })
  }
  return await unseal(files, keystore)
}

/** Only where the sealed file holds the same key; another one is somebody's to look at. */
async function removePlain({ plain, folder }: KeyFiles, key: Uint8Array): Promise<void> {
  const other = parseKey(await readFile(plain, 'utf8'), plain)
  if (!timingSafeEqual(other, key)) return
  await rm(plain)
  await syncFolder(folder)
}

/** Kept, for the case that it opens some day after all. */
async function setAside({ plain, sealed, folder }: KeyFiles): Promise<void> {
  for (const file of [plain, sealed]) if (await isThere(file)) await rename(file, `${file}.lost`)
  await syncFolder(folder)
}

function keystoreMissing(): ArchivingError {
  return new ArchivingError(
    'storage_failed',
    'This computer has no keystore for secrets that Muniment can use. Set one up and start Muniment again, or let it keep the key to your sign-ins in a file that only you can read.',
    { details: { reason: 'keystore_missing' } },
  )
}

function keystoreLocked(file: string, cause: unknown): ArchivingError {
  return new ArchivingError(
    'storage_failed',
    `The keystore of this computer does not open the key to your sign-ins (${file}). It may be locked, or you are signed in to the computer another way than before. Unlock it and try again. Nothing is lost by that.`,
    { cause, details: { reason: 'keystore_locked' } },
  )
}
