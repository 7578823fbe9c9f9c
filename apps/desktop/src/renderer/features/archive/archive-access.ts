import { createContext, useContext } from 'react'
import type { CopyAnswer } from '../../../shared/archive-questions.ts'

/** A file within an archive. */
export interface FileOfArchive {
  readonly archiveId: string
  readonly path: string
  readonly mediaType: string
}

/** Where a frame finds a file. */
export interface FileView {
  readonly address: string
  /** The frame is gone. */
  release(): void
}

/** How the page gets at files of archives, which is another thing in a browser than in the app. */
export interface ArchiveAccess {
  /** Whether archives lie on this computer, where its file manager can show them. */
  readonly canReveal: boolean
  /** Whether a frame may show files of a type. Whatever it shows is of another origin than the page. */
  canShow(mediaType: string): boolean
  view(file: FileOfArchive, signal: AbortSignal): Promise<FileView>
  save(file: FileOfArchive): Promise<CopyAnswer>
  saveArchive(archiveId: string): Promise<CopyAnswer>
  /** @returns false if it is not there */
  reveal(archiveId: string): Promise<boolean>
}

export const ArchiveAccessContext = createContext<ArchiveAccess | null>(null)

export function useArchiveAccess(): ArchiveAccess {
  const access = useContext(ArchiveAccessContext)
  if (!access) throw new Error('There is no access to archives around this component.')
  return access
}
