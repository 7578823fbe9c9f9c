import type { ArchiveRemoval } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Loaded } from '../../connection/loaded.tsx'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import type { Words } from '../../language/words.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Notice } from '../../ui/notice.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { sizeInWords } from '../archives/size-in-words.ts'
import { AboutArchive } from './about-archive.tsx'
import { ArchiveActionBar } from './archive-action-bar.tsx'
import styles from './archive-screen.module.css'
import { ArchiveStore, type ShownArchive } from './archive-store.ts'
import { EntriesSection } from './entries-section.tsx'
import { SealPanel } from './seal-panel.tsx'

/** Can I trust and show it? */
export function ArchiveScreen({ archiveId }: { readonly archiveId: string }): ReactNode {
  const { words } = useLanguage()
  const engine = useEngine()
  const [store] = useState(() => new ArchiveStore(engine, archiveId))
  const removal = useStore(store.actions, (actions) => actions.removal)
  const isKnown = useStore(store.archive.state, ({ value }) => value !== null)
  if (removal) return <RemovedArchive removal={removal} />
  return (
    <>
      {!isKnown && <ScreenHeader title={words.archive.title} parent={toArchives(words)} />}
      <Loaded store={store.archive} waiting={words.archive.loading} failed={words.archive.failed}>
        {(shown) => <OpenArchive store={store} shown={shown} />}
      </Loaded>
    </>
  )
}

const toArchives = ({ archives }: Words) => ({ name: archives.title, href: addresses.archives() })

function OpenArchive({ store, shown }: { readonly store: ArchiveStore; readonly shown: ShownArchive }): ReactNode {
  const { words, formatDate, formatNumber } = useLanguage()
  const { archive } = shown
  const running = useStore(store.actions, (actions) => actions.running)
  const entries = words.archives.entries(archive.items, formatNumber(archive.items))
  const size = sizeInWords(archive.sizeBytes, formatNumber)
  return (
    <>
      <ScreenHeader
        title={<bdi>{archive.title}</bdi>}
        summary={words.archive.summary(formatDate(archive.sealedAt), entries, size)}
        parent={toArchives(words)}
        actions={<ArchiveActionBar store={store} archive={archive} />}
      />
      <div className={styles['sections']}>
        <SealPanel shown={shown} isVerifying={running === 'verify'} />
        <EntriesSection archiveId={archive.id} />
        <AboutArchive archive={archive} contents={store.contents} />
      </div>
    </>
  )
}

function RemovedArchive({ removal }: { readonly removal: ArchiveRemoval }): ReactNode {
  const { words, formatDate } = useLanguage()
  const { removal: said, about } = words.archive
  return (
    <>
      <ScreenHeader title={said.done} parent={toArchives(words)} />
      <Notice tone="info" isLive>
        <p>
          <bdi>{removal.title}</bdi>
        </p>
        <p>{said.doneText(formatDate(removal.removedAt), removal.reason)}</p>
        <p className={styles['hash']}>
          {about.hash} {removal.sha256}
        </p>
      </Notice>
    </>
  )
}
