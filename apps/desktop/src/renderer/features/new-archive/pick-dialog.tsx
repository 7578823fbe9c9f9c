import { useDeferredValue, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable, type DataColumn } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import styles from './new-archive-screen.module.css'
import { pickablesOf, type PickPlace } from './pickables.ts'
import { PickStore, type Pickable } from './pick-store.ts'

export interface PickDialogProps {
  readonly place: PickPlace
  readonly chosen: readonly number[]
  readonly onTake: (ids: readonly number[]) => void
  readonly onClose: () => void
}

const rowHeight = 52

/** Lets somebody pick out of many, with a search. */
export function PickDialog({ place, chosen, onTake, onClose }: PickDialogProps): ReactNode {
  const { words, formatNumber, textOf } = useLanguage()
  const engine = useEngine()
  const [store] = useState(() => new PickStore(pickablesOf(engine, place), chosen.map(String)))
  useEffect(() => store.load(), [store])
  const { entries, known, found, search, isLoading, failure, chosen: ids } = useStore(store.state)
  // A long list may follow later than what is written.
  const listed = useDeferredValue(found)
  const { pick } = words.newArchive
  const columns = useMemo(() => [toColumn(pick.name)], [pick.name])
  return (
    <Dialog
      title={pick.title[place.picks]}
      isOpen
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.general.cancel}</Button>
          <Button
            tone="primary"
            isDisabled={ids.size === 0}
            onPress={() => onTake([...ids].map(Number).toSorted((one, other) => one - other))}
          >
            {pick.take(formatNumber(ids.size))}
          </Button>
        </>
      }
    >
      <SearchField label={pick.search} value={search} onChange={(text) => store.search(text)} autoFocus />
      <p className={styles['inline']} role="status">
        <span>{pick.chosen(formatNumber(ids.size), ids.size === 1)}</span>
        {isLoading && <span className={styles['quiet']}>{pick.loading(formatNumber(known))}</span>}
      </p>
      {failure && (
        <Notice
          tone="warn"
          title={pick.failed}
          isLive
          actions={<Button onPress={() => store.load()}>{words.general.tryAgain}</Button>}
        >
          <p>{textOf(failure.text)}</p>
        </Notice>
      )}
      <div className={styles['picks']}>
        <DataTable
          label={pick.title[place.picks]}
          columns={columns}
          items={listed}
          idOf={idOf}
          textOf={titleOf}
          selected={ids}
          onSelect={(taken) => store.choose(taken)}
          rowHeight={rowHeight}
          empty={isLoading ? pick.loading(formatNumber(known)) : entries.length > 0 ? pick.noneFound : pick.none}
        />
      </div>
    </Dialog>
  )
}

const idOf = ({ id }: Pickable): string => id
const titleOf = ({ title }: Pickable): string => title

function toColumn(title: string): DataColumn<Pickable> {
  return {
    id: 'title',
    title,
    isRowHeader: true,
    cell: ({ title: name, detail }) => (
      <>
        <bdi>{name}</bdi>
        {detail !== '' && <small>{detail}</small>}
      </>
    ),
  }
}
