import type { DriverDescription, DriverProblem } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { useSession } from '../sign-in/use-session.ts'
import styles from './archivers-screen.module.css'
import { useArchiverList } from './use-archiver-list.ts'

/** What can be archived, by whom, what keeps other archivers from working, and how to add one. */
export function ArchiversScreen(): ReactNode {
  const { list, state } = useArchiverList()
  const { words } = useLanguage()
  const session = useSession()
  const { phase, archivers, problems, failure, dataFolder } = state
  return (
    <>
      <header className={styles['header']}>
        <h1>{words.archivers.title}</h1>
        <p>{words.archivers.summary}</p>
      </header>
      {phase === 'loading' && <p className={styles['quiet']}>{words.archivers.loading}</p>}
      {phase === 'failed' && (
        <section className={styles['problem']} role="alert">
          <h2>{words.archivers.failed.title}</h2>
          <p>{failure}</p>
          <Button onPress={() => list.load()}>{words.archivers.failed.retry}</Button>
        </section>
      )}
      {archivers.length > 0 && (
        <ul className={styles['list']} aria-label={words.archivers.listLabel}>
          {archivers.map((archiver) => (
            <ArchiverRow key={archiver.id} archiver={archiver} />
          ))}
        </ul>
      )}
      {problems.length > 0 && <Problems problems={problems} />}
      {/* On a server, that is for its operator. */}
      {dataFolder !== null && !session && <AddArchiver dataFolder={dataFolder} />}
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
    <section className={styles['problem']}>
      <h2>{words.archivers.problems.title}</h2>
      <p>{words.archivers.problems.others}</p>
      <ul>
        {problems.map(({ message }) => (
          <li key={message} lang="en">
            {message}
          </li>
        ))}
      </ul>
    </section>
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
      <pre aria-label={more.commandLabel} tabIndex={0}>
        {`npm install --prefix "${dataFolder}${separator}drivers" ${more.placeholder}`}
      </pre>
      <p>{more.restart}</p>
      <p>{more.trust}</p>
    </section>
  )
}
