import type { ArchiveEntry } from '@muniment/sdk'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { pause } from '../../connection/pause.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage, type Language } from '../../language/language.ts'
import { DataTable, type DataColumn } from '../../ui/data-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import styles from './archive-screen.module.css'
import { EntryListStore, mostEntriesShown } from './entry-list-store.ts'
import { EntryView } from './entry-view.tsx'

/** Who is in the archive; what is opened is shown beside the table. */
export function EntriesSection({ archiveId }: { readonly archiveId: string }): ReactNode {
  const language = useLanguage()
  const { words, formatNumber } = language
  const { entries: said } = words.archive
  const engine = useEngine()
  const [store] = useState(() => new EntryListStore({ engine, archiveId, pause }))
  useEffect(() => store.load(), [store])
  const { search, ordering, entries, total, listing, failure } = useStore(store.state)
  const [open, setOpen] = useState<number | null>(null)
  const isOpen = open !== null
  const heading = useRef<HTMLHeadingElement>(null)
  const close = (): void => {
    setOpen(null)
    // The button that had the focus is gone.
    heading.current?.focus()
  }
  const columns = useMemo(() => columnsOf(language, isOpen), [language, isOpen])
  return (
    <section className={styles['section']}>
      <h2 ref={heading} tabIndex={-1}>
        {said.title}
      </h2>
      <div className={styles['search']}>
        <SearchField label={said.search} value={search} onChange={(typed) => store.setSearch(typed)} />
      </div>
      {failure && (
        <Notice tone="bad" title={words.archive.failed}>
          {language.textOf(failure.text)}
        </Notice>
      )}
      {listing === 'pending' && <Waiting>{said.pending}</Waiting>}
      {listing === 'unreadable' && <Notice tone="warn">{said.unreadable}</Notice>}
      {total !== null && (
        <div className={styles['split']} data-open={isOpen || undefined}>
          <div className={styles['table']}>
            <DataTable
              label={said.tableLabel}
              columns={columns}
              items={entries}
              idOf={idOf}
              textOf={nameOf}
              onOpen={(id) => setOpen(Number(id))}
              sort={{ column: ordering.by, direction: ordering.descending ? 'descending' : 'ascending' }}
              onSort={({ column, direction }) => {
                const by = orders.find((order) => order === column)
                if (by) store.setOrdering({ by, descending: direction === 'descending' })
              }}
              empty={search.trim() === '' ? said.none : said.noneFound}
              dependencies={[language]}
            />
            {total > mostEntriesShown && (
              <p className={styles['quiet']}>{said.tooMany(formatNumber(mostEntriesShown), formatNumber(total))}</p>
            )}
          </div>
          {isOpen && <EntryView key={open} archiveId={archiveId} ordinal={open} onClose={close} />}
        </div>
      )}
    </section>
  )
}

const nothing = '–'

const orders = ['name', 'state', 'at', 'grade'] as const

const idOf = ({ ordinal }: ArchiveEntry): string => String(ordinal)
const nameOf = ({ personName, title }: ArchiveEntry): string => personName ?? title

/** Beside an open report there is room for one column. */
function columnsOf(language: Language, isNarrow: boolean): readonly DataColumn<ArchiveEntry>[] {
  const { words, formatDate, formatNumber } = language
  const { entries: said } = words.archive
  const name: DataColumn<ArchiveEntry> = {
    id: 'name',
    title: said.person,
    isRowHeader: true,
    canSort: true,
    width: '2fr',
    minWidth: 160,
    cell: (entry) => (
      <>
        <span>
          <bdi>{nameOf(entry)}</bdi>
        </span>
        <small>{[idIn(entry), ...(isNarrow ? [gradeInWords(entry, language)] : [])].filter(isSaid).join(' · ')}</small>
      </>
    ),
  }
  if (isNarrow) return [name]
  return [
    name,
    {
      id: 'state',
      title: said.state,
      canSort: true,
      width: 144,
      cell: (entry) => (
        <>
          <span>{stateInWords(entry, language)}</span>
          {entry.lacksSomething && <small>{said.lacking}</small>}
        </>
      ),
    },
    {
      id: 'at',
      title: said.at,
      canSort: true,
      width: 200,
      cell: ({ at }) => <span>{at ? formatDate(at) : nothing}</span>,
    },
    {
      id: 'attachments',
      title: said.attachments,
      isAtEnd: true,
      width: 96,
      cell: ({ attachments }) => <span>{formatNumber(attachments)}</span>,
    },
    {
      id: 'grade',
      title: said.grade,
      canSort: true,
      isAtEnd: true,
      minWidth: 112,
      cell: (entry) => <span>{gradeInWords(entry, language)}</span>,
    },
  ]
}

/** A dash fills a cell, and says nothing in a line. */
const isSaid = (word: string): boolean => word !== '' && word !== nothing

const idIn = ({ idNumber, userName, personName, title }: ArchiveEntry): string =>
  idNumber ?? userName ?? (personName === null ? '' : title)

function stateInWords({ state, sourceState }: ArchiveEntry, { words }: Language): string {
  const { entries: said } = words.archive
  if (state === 'failed') return said.failed
  return said.sourceStates[sourceState ?? ''] ?? sourceState ?? nothing
}

/** A grade as it counts, or as the site shows it. */
export function gradeInWords({ grade, maxGrade, gradeText }: ArchiveEntry, { words, formatNumber }: Language): string {
  if (grade === null) return gradeText ?? nothing
  if (maxGrade === null) return formatNumber(grade)
  return words.archive.entries.gradeOf(formatNumber(grade), formatNumber(maxGrade))
}
