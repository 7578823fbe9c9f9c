import { useState, type ReactNode } from 'react'
import { Loaded } from '../../connection/loaded.tsx'
import { LoadableStore } from '../../connection/loadable-store.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import styles from './storage-section.module.css'

/** Where the library and the archives lie. */
export function Places(): ReactNode {
  const { places } = useLanguage().words.storage
  const engine = useEngine()
  const [store] = useState(
    () =>
      new LoadableStore((signal) =>
        engine.read((client, ended) => client.system.describe(undefined, { signal: ended }), signal),
      ),
  )
  return (
    <section className={styles['part']}>
      <h2>{places.title}</h2>
      <Loaded store={store} waiting={places.waiting} failed={places.failed}>
        {({ dataFolder, archiveFolder }) => (
          <dl className={styles['places']}>
            <dt>{places.library}</dt>
            <dd>
              <span className={styles['path']}>{dataFolder}</span>
              <small>{places.libraryHelp}</small>
            </dd>
            <dt>{places.archives}</dt>
            <dd>
              <span className={styles['path']}>{archiveFolder}</span>
              <small>{places.archivesHelp}</small>
            </dd>
          </dl>
        )}
      </Loaded>
    </section>
  )
}
