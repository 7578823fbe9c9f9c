import type { ReactNode } from 'react'
import {
  Cell,
  Checkbox,
  Column,
  ColumnResizer,
  ResizableTableContainer,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from 'react-aria-components'
import styles from './data-table.module.css'
import fieldStyles from './field.module.css'
import { Icon } from './icon.tsx'

export interface DataColumn<Item> {
  readonly id: string
  readonly title: string
  readonly cell: (item: Item) => ReactNode
  /** What a row is called by; one column has it. */
  readonly isRowHeader?: boolean
  readonly canSort?: boolean
  /** Pixels, or a share such as `2fr`; `1fr` unless given. */
  readonly width?: number | `${number}fr`
  readonly minWidth?: number
  /** For numbers. */
  readonly isAtEnd?: boolean
}

export interface SortOrder {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

export interface DataTableProps<Item extends object> {
  readonly label: string
  readonly columns: readonly DataColumn<Item>[]
  /** An item that did not change has to be the same object: its row is drawn once. */
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => string
  /** What a row says to search by typing and to screen readers. */
  readonly textOf: (item: Item) => string
  /** Opens an item: by a click anywhere in its row, or Enter. */
  readonly onOpen?: (id: string) => void
  readonly selected?: ReadonlySet<string>
  readonly onSelect?: (selected: ReadonlySet<string>) => void
  readonly sort?: SortOrder
  readonly onSort?: (order: SortOrder) => void
  /** What is said where there are no rows. */
  readonly empty: ReactNode
  /** Pixels; 56 (two lines) unless given. */
  readonly rowHeight?: number
  /** What the rows were chosen by: when it changes, another table begins, at its top. */
  readonly chosenBy?: string
  /** Whatever else the cells show: when it changes, all rows are drawn again. */
  readonly dependencies?: readonly unknown[]
}

const headingHeight = 40

/** Rows of which only those that are seen are in the page: any number of them. */
export function DataTable<Item extends object>(props: DataTableProps<Item>): ReactNode {
  const { label, items, idOf, textOf, columns, onOpen, selected, onSelect, sort, onSort, empty } = props
  const { rowHeight = 56, dependencies = [], chosenBy } = props
  const height = headingHeight + Math.max(items.length * rowHeight, 96)
  return (
    <ResizableTableContainer key={chosenBy} className={styles['container'] ?? ''}>
      <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight }}>
        <Table
          aria-label={label}
          className={styles['table'] ?? ''}
          style={{ height }}
          selectionMode={onSelect ? 'multiple' : 'none'}
          {...(selected && { selectedKeys: selected })}
          {...(onSelect && {
            onSelectionChange: (keys) => onSelect(new Set(keys === 'all' ? items.map(idOf) : [...keys].map(String))),
          })}
          {...(sort && { sortDescriptor: sort })}
          {...(onSort && {
            onSortChange: ({ column, direction }) => onSort({ column: String(column), direction }),
          })}
          {...(onOpen && { onRowAction: (key) => onOpen(String(key)) })}
        >
          <TableHeader>
            {onSelect && (
              <Column width={48} minWidth={48} className={`${styles['column']} ${styles['choice']}`}>
                <SelectionBox />
              </Column>
            )}
            {columns.map((column) => (
              <HeadingColumn key={column.id} column={column} />
            ))}
          </TableHeader>
          <TableBody
            items={items}
            dependencies={[columns, onSelect !== undefined, ...dependencies]}
            renderEmptyState={() => <div className={styles['empty']}>{empty}</div>}
          >
            {(item) => (
              <Row id={idOf(item)} textValue={textOf(item)} className={styles['row'] ?? ''}>
                {onSelect && (
                  <Cell className={`${styles['cell']} ${styles['choice']}`}>
                    <SelectionBox />
                  </Cell>
                )}
                {columns.map(({ id, cell, isAtEnd }) => (
                  <Cell key={id} className={styles['cell'] ?? ''} data-end={isAtEnd || undefined}>
                    {cell(item)}
                  </Cell>
                ))}
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </ResizableTableContainer>
  )
}

function HeadingColumn<Item>({ column }: { readonly column: DataColumn<Item> }): ReactNode {
  const { id, title, isRowHeader = false, canSort = false, width = '1fr', minWidth = 96, isAtEnd } = column
  return (
    <Column
      id={id}
      isRowHeader={isRowHeader}
      allowsSorting={canSort}
      defaultWidth={width}
      minWidth={minWidth}
      textValue={title}
      className={styles['column'] ?? ''}
      data-end={isAtEnd || undefined}
    >
      {({ sortDirection }) => (
        <div className={styles['heading']}>
          <span tabIndex={-1} className={styles['title']}>
            {title}
          </span>
          {sortDirection && <Icon name={sortDirection === 'ascending' ? 'up' : 'down'} />}
          <ColumnResizer className={styles['resizer'] ?? ''} />
        </div>
      )}
    </Column>
  )
}

/** Chooses a row, or all of them in the head. */
function SelectionBox(): ReactNode {
  return (
    <Checkbox slot="selection" className={fieldStyles['choice'] ?? ''}>
      {({ isIndeterminate }) => (
        <span className={fieldStyles['box']}>
          <Icon name={isIndeterminate ? 'some' : 'check'} />
        </span>
      )}
    </Checkbox>
  )
}
