import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MunimentError, type MunimentClient } from '@muniment/sdk'
import { app, dialog, shell, type BrowserWindow } from 'electron'
import type { ArchiveAsked, ArchiveFileAsked, CopyAnswer } from '../../shared/archive-questions.ts'
import { safeFileName } from './safe-file-name.ts'

/** Copies an archive to a folder that the user chooses. The engine writes it, and reads it again where it lies. */
export async function exportArchive(
  client: MunimentClient,
  { archiveId }: ArchiveAsked,
  window: BrowserWindow,
): Promise<CopyAnswer> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory'],
    defaultPath: app.getPath('documents'),
  })
  const [folder] = filePaths
  if (canceled || folder === undefined) return { status: 'cancelled' }
  return await copying(async () => (await client.archives.export({ archiveId, folder })).path)
}

/** Writes a file of an archive to where the user wants it. It gets its name when it is whole. */
export async function saveArchiveFile(
  client: MunimentClient,
  { archiveId, path }: ArchiveFileAsked,
  window: BrowserWindow,
): Promise<CopyAnswer> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: safeFileName(basename(path)) })
  if (canceled || filePath === '') return { status: 'cancelled' }
  return await copying(async () => {
    const unfinished = `${filePath}.part`
    try {
      const { content } = await client.archives.openFile({ archiveId, path })
      await pipeline(Readable.from(content), createWriteStream(unfinished))
      await rename(unfinished, filePath)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    return filePath
  })
}

/** Shows the file of an archive in the file manager: only of one that the library knows, and where it says that it lies. */
export async function revealArchive(client: MunimentClient, { archiveId }: ArchiveAsked): Promise<boolean> {
  try {
    const { path } = await client.archives.get({ archiveId })
    // In a bucket there is nothing that a file manager could show.
    if (!isAbsolute(path)) return false
    shell.showItemInFolder(path)
    return true
  } catch (error) {
    if (error instanceof MunimentError) return false
    throw error
  }
}

async function copying(copy: () => Promise<string>): Promise<CopyAnswer> {
  try {
    return { status: 'copied', path: await copy() }
  } catch (error) {
    const code = error instanceof MunimentError ? error.code : null
    return { status: 'failed', code, message: error instanceof Error ? error.message : String(error) }
  }
}
