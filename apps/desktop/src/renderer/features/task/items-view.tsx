import { memo, useMemo, useRef, useState, type ReactNode } from 'react'
import { useLanguage, type Language } from '../../language/language.ts'
import { DataTable, type DataColumn } from '../../ui/data-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { SizeCell, StateCell, TitleCell } from './item-cells.tsx'
import { itemConditions } from './item-condition.ts'
import { ItemDialog } from './item-dialog.tsx'
import { keepArray, type ItemList, type ItemPlace } from './item-keeper.ts'
import styles from './items-view.module.css'
import { selectItems, type ItemFilter } from './select-items.ts'
import type { TaskStore } from './task-store.ts'

export interface ItemsViewProps {
  readonly store: TaskStore
  readonly list: ItemList
  /** Whether it is known which items there are. */
  readonly areListed: boolean
  /** Whether they have been read. */
  readonly areRead: boolean
  /** Tries the failed ones again; undefined where that is not possible now. */
  readonly onRetry: (() => void) | undefined
}

/** What the task archives one by one: a table that can be narrowed, and the whole story of each. */
export const ItemsView = memo(function ItemsView(props: ItemsViewProps): ReactNode {
  const { store, list, areListed, areRead, onRetry } = props
  const language = useLanguage()
  const { words } = language
  const [filter, setFilter] = useState<ItemFilter>('all')
  const [search, setSearch] = useState('')
  const [openKey, setOpenKey] = useState<string | null>(null)
  const shown = useSelected(list, filter, search)
  const columns = useMemo(() => columnsIn(language, store), [language, store])
  // Ten thousand rows are looked through only when some of them moved.
  const table = useMemo(
    () => (
      <DataTable
        label={words.task.items.label}
        columns={columns}
        items={shown}
        idOf={keyOf}
        textOf={titleOf}
        onOpen={setOpenKey}
        chosenBy={`${filter} ${search}`}
        empty={words.task.items.noneFound}
      />
    ),
    [words, columns, shown, filter, search],
  )
  if (!areListed) return <p className={styles['none']}>{words.task.items.noneYet}</p>
  if (!areRead) return <Waiting>{words.task.items.reading}</Waiting>
  return (
    <>
      <div className={styles['bar']}>
        <SearchField label={words.task.items.search} value={search} onChange={setSearch} />
        <SelectField
          label={words.task.items.filterLabel}
          options={filterChoices(list, language)}
          value={filter}
          onChange={setFilter}
        />
      </div>
      {table}
      <ItemDialog
        item={openKey === null ? undefined : list.byKey.get(openKey)}
        onClose={() => setOpenKey(null)}
        onRetry={onRetry}
      />
    </>
  )
})

/** What is asked for; the same array as long as it holds the same. */
function useSelected(list: ItemList, filter: ItemFilter, search: string): readonly ItemPlace[] {
  const before = useRef<readonly ItemPlace[]>([])
  before.current = keepArray(before.current, selectItems(list, { filter, search }))
  return before.current
}

const keyOf = ({ key }: ItemPlace): string => key
const titleOf = ({ title }: ItemPlace): string => title

/** All conditions, with how many items are in each. */
function filterChoices(
  { places, counts }: ItemList,
  { words, formatNumber }: Language,
): readonly { readonly id: ItemFilter; readonly name: string }[] {
  const { all, choice, conditions } = words.task.items
  return [
    { id: 'all', name: choice(all, formatNumber(places.length)) },
    ...itemConditions.map((id) => ({ id, name: choice(conditions[id], formatNumber(counts[id])) })),
  ]
}

function columnsIn({ words }: Language, store: TaskStore): readonly DataColumn<ItemPlace>[] {
  const { columns } = words.task.items
  return [
    {
      id: 'title',
      title: columns.title,
      isRowHeader: true,
      width: '3fr',
      minWidth: 150,
      cell: ({ key }) => <TitleCell store={store} itemKey={key} />,
    },
    {
      id: 'state',
      title: columns.state,
      width: '2fr',
      minWidth: 172,
      cell: ({ key }) => <StateCell store={store} itemKey={key} />,
    },
    {
      id: 'size',
      title: columns.size,
      width: 112,
      minWidth: 96,
      isAtEnd: true,
      cell: ({ key }) => <SizeCell store={store} itemKey={key} />,
    },
  ]
}
