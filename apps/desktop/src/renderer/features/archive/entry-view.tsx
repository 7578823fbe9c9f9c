import type { ArchiveEntryDetails, ArchiveEntryFile } from '@muniment/sdk'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Loaded } from '../../connection/loaded.tsx'
import { LoadableStore } from '../../connection/loadable-store.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sizeInWords } from '../archives/size-in-words.ts'
import { useArchiveAccess, type ArchiveAccess } from './archive-access.ts'
import styles from './archive-screen.module.css'
import { FileFrame } from './file-frame.tsx'

export interface EntryViewProps {
  readonly archiveId: string
  readonly ordinal: number
  readonly onClose: () => void
}

/** One entry of an archive: its report, and what else belongs to it. */
export function EntryView({ archiveId, ordinal, onClose }: EntryViewProps): ReactNode {
  const { words } = useLanguage()
  const { view: said } = words.archive
  const engine = useEngine()
  const [store] = useState(
    () =>
      new LoadableStore((signal) =>
        engine.read((client, ended) => client.archives.getEntry({ archiveId, ordinal }, { signal: ended }), signal),
      ),
  )
  return (
    <div className={styles['view']}>
      <Loaded store={store} waiting={said.loading} failed={said.failed}>
        {(entry) => <OpenEntry archiveId={archiveId} entry={entry} onClose={onClose} />}
      </Loaded>
    </div>
  )
}

interface OpenEntryProps {
  readonly archiveId: string
  readonly entry: ArchiveEntryDetails
  readonly onClose: () => void
}

function OpenEntry({ archiveId, entry, onClose }: OpenEntryProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { view: said } = words.archive
  const access = useArchiveAccess()
  const [shown, setShown] = useState(() => firstShown(entry, access))
  const heading = useRef<HTMLHeadingElement>(null)
  // Who opened it hears and sees where they are; on a narrow screen it takes the place of the table.
  useEffect(() => heading.current?.focus(), [])
  const name = entry.personName ?? entry.title
  return (
    <>
      <div className={styles['viewHead']}>
        <div>
          <h3 ref={heading} tabIndex={-1}>
            <bdi>{name}</bdi>
          </h3>
          {entry.title !== name && (
            <p className={styles['quiet']}>
              <bdi>{entry.title}</bdi>
            </p>
          )}
        </div>
        <Button tone="quiet" label={said.close} onPress={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      {entry.error !== null && (
        <Notice tone="bad" title={said.notArchived}>
          {entry.error}
        </Notice>
      )}
      {shown ? (
        <FileFrame key={shown.path} file={{ archiveId, path: shown.path, mediaType: shown.mediaType }} />
      ) : (
        entry.error === null && <p className={styles['quiet']}>{said.noReport}</p>
      )}
      {entry.remarks.length > 0 && (
        <Notice tone="warn" title={said.remarks}>
          <ul>
            {entry.remarks.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      {entry.files.length > 0 && (
        <FileList archiveId={archiveId} files={entry.files} shown={shown?.path ?? null} onShow={setShown} />
      )}
      {entry.filesLeftOut > 0 && (
        <p className={styles['quiet']}>{said.filesLeftOut(formatNumber(entry.filesLeftOut))}</p>
      )}
    </>
  )
}

/** The report, or else the copy for browsers. */
function firstShown({ files }: ArchiveEntryDetails, access: ArchiveAccess): ArchiveEntryFile | null {
  const ofRole = (wanted: ArchiveEntryFile['role']): ArchiveEntryFile | undefined =>
    files.find(({ role, mediaType }) => role === wanted && access.canShow(mediaType))
  return ofRole('report') ?? ofRole('copy') ?? null
}

const roleOrder = ['report', 'attachment', 'copy', 'raw'] as const

function inOrder(files: readonly ArchiveEntryFile[]): readonly ArchiveEntryFile[] {
  return roleOrder.flatMap((wanted) => files.filter(({ role }) => role === wanted))
}

interface FileListProps {
  readonly archiveId: string
  readonly files: readonly ArchiveEntryFile[]
  readonly shown: string | null
  readonly onShow: (file: ArchiveEntryFile) => void
}

function FileList({ archiveId, files, shown, onShow }: FileListProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { view: said, actions } = words.archive
  const access = useArchiveAccess()
  const [failure, setFailure] = useState<string | null>(null)
  const save = async ({ path, mediaType }: ArchiveEntryFile): Promise<void> => {
    const answer = await access.save({ archiveId, path, mediaType })
    setFailure(answer.status === 'failed' ? answer.message : null)
  }
  return (
    <>
      <h4 className={styles['filesTitle']}>{said.files}</h4>
      <ul className={styles['files']}>
        {inOrder(files).map((file) => {
          const name = file.path.slice(file.path.lastIndexOf('/') + 1)
          return (
            <li key={file.path} aria-current={file.path === shown ? 'true' : undefined}>
              <span className={styles['fileName']}>
                <bdi>{name}</bdi>
                <small>
                  {said.roles[file.role]} · {sizeInWords(file.sizeBytes, formatNumber)}
                </small>
              </span>
              {access.canShow(file.mediaType) && file.path !== shown && (
                <Button tone="quiet" label={said.show(name)} onPress={() => onShow(file)}>
                  {said.showShort}
                </Button>
              )}
              <Button tone="quiet" label={said.save(name)} onPress={() => void save(file)}>
                {said.saveShort}
              </Button>
            </li>
          )
        })}
      </ul>
      {failure !== null && (
        <Notice tone="bad" title={actions.failed}>
          {failure}
        </Notice>
      )}
    </>
  )
}
