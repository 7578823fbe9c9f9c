import type { DriverDescription, DriverProblem } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { Loaded } from '../../connection/loaded.tsx'
import { LoadableStore } from '../../connection/loadable-store.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { useSession } from '../sign-in/use-session.ts'
import styles from './archivers-section.module.css'
import { readArchivers } from './read-archivers.ts'

/** What can be archived, by whom, what keeps other archivers from working, and how to add one. */
export function ArchiversSection(): ReactNode {
  const { words } = useLanguage()
  const session = useSession()
  const engine = useEngine()
  const [store] = useState(() => new LoadableStore((signal) => readArchivers(engine, signal)))
  return (
    <>
      <p className={styles['summary']}>{words.archivers.summary}</p>
      <Loaded store={store} waiting={words.archivers.loading} failed={words.archivers.failed}>
        {({ archivers, problems, dataFolder }) => (
          <>
            <ul className={styles['list']} aria-label={words.archivers.listLabel}>
              {archivers.map((archiver) => (
                <ArchiverRow key={archiver.id} archiver={archiver} />
              ))}
            </ul>
            {problems.length > 0 && <Problems problems={problems} />}
            {/* On a server, that is for its operator. */}
            {!session && <AddArchiver dataFolder={dataFolder} />}
          </>
        )}
      </Loaded>
    </>
  )
}

function ArchiverRow({ archiver }: { readonly archiver: DriverDescription }): ReactNode {
  const { words, textOf } = useLanguage()
  const { name, origin } = archiver
  return (
    <li className={styles['row']}>
      <h2>{textOf(name)}</h2>
      {origin.kind === 'built-in' ? (
        <p>{words.archivers.builtIn}</p>
      ) : (
        <>
          <p>{words.archivers.fromPackage(origin.packageName, origin.version)}</p>
          <p className={styles['folder']}>{origin.folder}</p>
        </>
      )}
    </li>
  )
}

function Problems({ problems }: { readonly problems: readonly DriverProblem[] }): ReactNode {
  const { words } = useLanguage()
  return (
    <div className={styles['problem']}>
      <Notice tone="bad" title={words.archivers.problems.title} isLive={false}>
        <p>{words.archivers.problems.others}</p>
        <ul>
          {problems.map(({ message }) => (
            <li key={message} lang="en">
              {message}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

function AddArchiver({ dataFolder }: { readonly dataFolder: string }): ReactNode {
  const { words } = useLanguage()
  const { more } = words.archivers
  const separator = dataFolder.includes('\\') ? '\\' : '/'
  return (
    <section className={styles['more']}>
      <h2>{more.title}</h2>
      <p>{more.text}</p>
      <pre className={styles['command']} aria-label={more.commandLabel} tabIndex={0}>
        {`npm install --prefix "${dataFolder}${separator}drivers" ${more.placeholder}`}
      </pre>
      <p>{more.restart}</p>
      <p>{more.trust}</p>
    </section>
  )
}
