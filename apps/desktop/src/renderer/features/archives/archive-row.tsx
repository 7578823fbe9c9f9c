import type { FoundArchive } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import styles from './archives-screen.module.css'
import { sizeInWords } from './size-in-words.ts'
import { VerdictWord } from './verdict-word.tsx'

/** One archive that was found; the whole row leads to it. */
export function ArchiveRow({ found }: { readonly found: FoundArchive }): ReactNode {
  const { words, formatDate, formatNumber } = useLanguage()
  const { archive, activityName, courseName, siteName, entries, entriesFound } = found
  const { id, title, items, sizeBytes, sealedAt, complete } = archive
  const names = entries.map(({ personName, title: entry, idNumber }) =>
    idNumber === null ? (personName ?? entry) : `${personName ?? entry} (${idNumber})`,
  )
  const facts = [
    words.archives.entries(items, formatNumber(items)),
    sizeInWords(sizeBytes, formatNumber),
    ...(complete ? [] : [words.archives.incomplete]),
  ]
  return (
    <li className={styles['row']}>
      <div className={styles['what']}>
        <h2>
          <a className={styles['open']} href={addresses.archive(id)}>
            <bdi>{activityName || title}</bdi>
          </a>
        </h2>
        <p>
          <bdi>{courseName}</bdi>
          {siteName !== '' && (
            <>
              {' · '}
              <bdi>{siteName}</bdi>
            </>
          )}
        </p>
        {names.length > 0 && (
          <p className={styles['found']}>
            <bdi>{words.archives.found(names, entriesFound - names.length)}</bdi>
          </p>
        )}
      </div>
      <div className={styles['facts']}>
        <VerdictWord archive={archive} />
        <p>{words.archives.sealed(formatDate(sealedAt))}</p>
        <p>{facts.join(' · ')}</p>
      </div>
    </li>
  )
}
