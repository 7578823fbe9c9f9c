import type { ArchiveContents, ArchiveRecord } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { Loaded } from '../../connection/loaded.tsx'
import type { LoadableStore } from '../../connection/loadable-store.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button } from '../../ui/button.tsx'
import { sizeInWords } from '../archives/size-in-words.ts'
import { useArchiveAccess } from './archive-access.ts'
import styles from './archive-screen.module.css'

export interface AboutArchiveProps {
  readonly archive: ArchiveRecord
  readonly contents: LoadableStore<ArchiveContents>
}

/** What is known of the archive, and what it says of itself. */
export function AboutArchive({ archive, contents }: AboutArchiveProps): ReactNode {
  const { words, formatDate } = useLanguage()
  const { about: said } = words.archive
  const { canReveal } = useArchiveAccess()
  return (
    <section className={styles['section']}>
      <h2>{said.title}</h2>
      <dl className={styles['facts']}>
        <Fact name={said.sealed}>{formatDate(archive.sealedAt)}</Fact>
        <Fact name={said.file}>{archive.fileName}</Fact>
        {canReveal && <Fact name={said.place}>{archive.path}</Fact>}
        <Fact name={said.hash} isCode>
          {archive.sha256}
        </Fact>
        <Fact name={said.task}>
          <a href={addresses.task(archive.taskId)}>{said.showTask}</a>
        </Fact>
        {archive.predecessorId !== null && (
          <Fact name={said.predecessor}>
            <a href={addresses.archive(archive.predecessorId)}>{said.showPredecessor}</a>
          </Fact>
        )}
      </dl>
      <Loaded store={contents} waiting={said.loading} failed={said.failed}>
        {(value) => <OwnWords archiveId={archive.id} contents={value} />}
      </Loaded>
    </section>
  )
}

function OwnWords({
  archiveId,
  contents,
}: {
  readonly archiveId: string
  readonly contents: ArchiveContents
}): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { about: said } = words.archive
  const { course, site, anonymised, missing, missingLeftOut, bagInfo } = contents
  return (
    <>
      <dl className={styles['facts']}>
        <Fact name={said.course}>{course.name}</Fact>
        <Fact name={said.site}>
          {site.name} ({site.url})
        </Fact>
      </dl>
      {anonymised && <p>{said.anonymised}</p>}
      {missing.length > 0 && (
        <>
          <h3>{said.missing}</h3>
          <ul className={styles['missing']}>
            {missing.slice(0, mostMissing).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {missing.length + missingLeftOut > mostMissing && (
              <li>{said.missingLeftOut(formatNumber(missing.length + missingLeftOut - mostMissing))}</li>
            )}
          </ul>
        </>
      )}
      <AdditionalFiles archiveId={archiveId} contents={contents} />
      <details className={styles['details']}>
        <summary>{said.bagInfo}</summary>
        <dl className={styles['facts']}>
          {bagInfo.map(({ label, value }, index) => (
            // Labels come more than once, and none of them ever moves.
            <Fact key={`${index} ${label}`} name={label}>
              {value}
            </Fact>
          ))}
        </dl>
      </details>
    </>
  )
}

const mostMissing = 100

function AdditionalFiles({
  archiveId,
  contents: { additionalFiles },
}: {
  readonly archiveId: string
  readonly contents: ArchiveContents
}): ReactNode {
  const { words, formatNumber } = useLanguage()
  const access = useArchiveAccess()
  if (additionalFiles.length === 0) return null
  return (
    <>
      <h3>{words.archive.about.additionalFiles}</h3>
      <ul className={styles['files']}>
        {additionalFiles.map(({ path, mediaType, sizeBytes }) => {
          const name = path.slice(path.lastIndexOf('/') + 1)
          return (
            <li key={path}>
              <span className={styles['fileName']}>
                <bdi>{name}</bdi>
                <small>{sizeInWords(sizeBytes, formatNumber)}</small>
              </span>
              <Button
                tone="quiet"
                label={words.archive.view.save(name)}
                onPress={() => void access.save({ archiveId, path, mediaType })}
              >
                {words.archive.view.saveShort}
              </Button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

interface FactProps {
  readonly name: string
  readonly children: ReactNode
  readonly isCode?: boolean
}

function Fact({ name, children, isCode = false }: FactProps): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-code={isCode || undefined}>
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}
