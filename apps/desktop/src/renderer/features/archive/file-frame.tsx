import { useEffect, useState, type ReactNode } from 'react'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { useLanguage } from '../../language/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useArchiveAccess, type FileOfArchive, type FileView } from './archive-access.ts'
import styles from './archive-screen.module.css'

/**
 * Shows a file of an archive. What students wrote is never of the page's own origin: without scripts and without an
 * origin, or, if it is a PDF, in the browser's viewer, which is not started within a sandbox.
 */
export function FileFrame({ file }: { readonly file: FileOfArchive }): ReactNode {
  const { words, textOf } = useLanguage()
  const { view: said } = words.archive
  const access = useArchiveAccess()
  const [view, setView] = useState<FileView | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { archiveId, path, mediaType } = file
  useEffect(() => {
    const wanted = new AbortController()
    let opened: FileView | undefined
    void access.view({ archiveId, path, mediaType }, wanted.signal).then(
      (found) => {
        opened = found
        if (wanted.signal.aborted) found.release()
        else setView(found)
      },
      (error: unknown) => {
        if (!wanted.signal.aborted) setFailure(toFailure(error))
      },
    )
    return () => {
      wanted.abort()
      opened?.release()
    }
  }, [access, archiveId, path, mediaType])
  if (failure !== null) {
    return (
      <Notice tone="bad" title={said.failed}>
        {textOf(failure.text)}
      </Notice>
    )
  }
  if (!view) return <Waiting>{said.loading}</Waiting>
  const title = said.frame(path.slice(path.lastIndexOf('/') + 1))
  const isPdf = mediaType === 'application/pdf'
  return (
    <iframe
      className={styles['frame']}
      title={title}
      src={isPdf ? `${view.address}#navpanes=0&view=FitH` : view.address}
      {...(!isPdf && { sandbox: '' })}
    />
  )
}
