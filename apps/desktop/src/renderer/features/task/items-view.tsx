import type { TaskItem } from '@muniment/sdk'
import { memo, useMemo, useState, type ReactNode } from 'react'
import { useLanguage, type Language } from '../../language/language.ts'
import { DataTable, type DataColumn } from '../../ui/data-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { amountOf } from './headline.ts'
import { itemConditions } from './item-condition.ts'
import { ItemDialog } from './item-dialog.tsx'
import type { ItemList } from './item-keeper.ts'
import { ItemState } from './item-state.tsx'
import styles from './items-view.module.css'
import { selectItems, type ItemFilter } from './select-items.ts'

export interface ItemsViewProps {
  readonly list: ItemList
  /** Whether it is known which items there are. */
  readonly areListed: boolean
  /** Whether they have been read. */
  readonly areRead: boolean
  /** Tries the failed ones again; undefined where that is not possible now. */
  readonly onRetry: (() => void) | undefined
}

/**
 * What the task archives one by one: a table that can be narrowed, and the whole story of each. Drawn again only when
 * items changed, which is not as often as how far the task is.
 */
export const ItemsView = memo(function ItemsView(props: ItemsViewProps): ReactNode {
  const { list, areListed, areRead, onRetry } = props
  const language = useLanguage()
  const { words } = language
  const [filter, setFilter] = useState<ItemFilter>('all')
  const [search, setSearch] = useState('')
  const [openKey, setOpenKey] = useState<string | null>(null)
  const shown = useMemo(() => selectItems(list.items, { filter, search }), [list, filter, search])
  const columns = useMemo(() => columnsIn(language), [language])
  if (!areListed) return <p className={styles['none']}>{words.task.items.noneYet}</p>
  if (!areRead) return <Waiting>{words.task.items.reading}</Waiting>
  return (
    <>
      <div className={styles['bar']}>
        <SearchField label={words.task.items.search} value={search} onChange={setSearch} />
        <SelectField
          label={words.task.items.filterLabel}
          options={filterChoices(list.counts, list.items.length, language)}
          value={filter}
          onChange={setFilter}
        />
      </div>
      <DataTable
        label={words.task.items.label}
        columns={columns}
        items={shown}
        idOf={keyOf}
        textOf={titleOf}
        onOpen={setOpenKey}
        empty={words.task.items.noneFound}
      />
      <ItemDialog
        item={openKey === null ? undefined : list.items.find(({ key }) => key === openKey)}
        onClose={() => setOpenKey(null)}
        onRetry={onRetry}
      />
    </>
  )
})

const keyOf = ({ key }: TaskItem): string => key
const titleOf = ({ title }: TaskItem): string => title

/** All conditions that some item is in, with their numbers. */
function filterChoices(
  counts: ItemList['counts'],
  total: number,
  { words, formatNumber }: Language,
): readonly { readonly id: ItemFilter; readonly name: string }[] {
  const { all, choice, conditions } = words.task.items
  return [
    { id: 'all', name: choice(all, formatNumber(total)) },
    ...itemConditions.map((id) => ({ id, name: choice(conditions[id], formatNumber(counts[id])) })),
  ]
}

function columnsIn({ words, textOf, formatNumber, formatSize }: Language): readonly DataColumn<TaskItem>[] {
  const { columns, attempts } = words.task.items
  return [
    {
      id: 'title',
      title: columns.title,
      isRowHeader: true,
      width: '3fr',
      minWidth: 150,
      cell: ({ title, error, state, remarks }) => (
        <>
          <bdi>{title}</bdi>
          <small>{state === 'finished' ? remarks[0]?.message : error && textOf(error.text)}</small>
        </>
      ),
    },
    {
      id: 'state',
      title: columns.state,
      width: '2fr',
      minWidth: 172,
      cell: (item) => (
        <>
          <ItemState item={item} />
          <small>{item.attempts > 1 && attempts(amountOf(item.attempts, formatNumber))}</small>
        </>
      ),
    },
    {
      id: 'size',
      title: columns.size,
      width: 112,
      minWidth: 96,
      isAtEnd: true,
      cell: ({ bytes }) => (bytes === 0 ? '' : formatSize(bytes)),
    },
  ]
}
