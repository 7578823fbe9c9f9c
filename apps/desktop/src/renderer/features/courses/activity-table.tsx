import type { ActivityOverview, Course, SourceRecord } from '@muniment/sdk'
import { useMemo, useState, type ReactNode } from 'react'
import { useLanguage, type Language } from '../../language/language.ts'
import { addresses, goTo } from '../../navigation/addresses.ts'
import { DataTable, type DataColumn, type SortOrder } from '../../ui/data-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { ActivityState } from './activity-state.tsx'
import { chooseActivities } from './choose-activities.ts'
import styles from './courses-screen.module.css'
import { SelectionBar } from './selection-bar.tsx'
import type { ActivityFilter } from './words.ts'

export interface ActivityTableProps {
  readonly source: SourceRecord
  readonly course: Course
  readonly activities: readonly ActivityOverview[]
  /** By {@link idOf}. */
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
  readonly isBusy: boolean
  readonly onArchive: (chosen: readonly ActivityOverview[]) => void
}

const filters = ['all', 'to-archive', 'archived', 'not-supported'] as const

/** The activities of a course, to be searched, chosen and opened. */
export function ActivityTable(props: ActivityTableProps): ReactNode {
  const { source, course, activities, selected, onSelect, isBusy, onArchive } = props
  const language = useLanguage()
  const words = language.words.courses
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<ActivityFilter>('all')
  const [sort, setSort] = useState<SortOrder | undefined>(undefined)
  const columns = useMemo(() => columnsIn(language), [language])
  const shown = useMemo(
    () => chooseActivities(activities, { search, filter, sort }, language.tag),
    [activities, search, filter, sort, language.tag],
  )
  const chosen = activities.filter((one) => selected.has(idOf(one)))
  return (
    <>
      <div className={styles['tools']}>
        <SearchField label={words.search} value={search} onChange={setSearch} />
        <SelectField
          label={words.filter}
          options={filters.map((id) => ({ id, name: words.filters[id] }))}
          value={filter}
          onChange={setFilter}
        />
      </div>
      {chosen.length > 0 && (
        <SelectionBar
          chosen={chosen}
          isBusy={isBusy}
          settingsOf={({ activity }) => addresses.newArchive(source.id, course.id, activity.courseModuleId)}
          onArchive={(those) => {
            onSelect(new Set())
            onArchive(those)
          }}
          onClear={() => onSelect(new Set())}
        />
      )}
      <DataTable
        label={words.tableLabel(course.name)}
        columns={columns}
        items={shown}
        idOf={idOf}
        textOf={({ activity }) => activity.name}
        onOpen={(id) =>
          open(
            source,
            course,
            activities.find((one) => idOf(one) === id),
          )
        }
        selected={selected}
        onSelect={onSelect}
        {...(sort && { sort })}
        onSort={setSort}
        empty={activities.length === 0 ? words.nothingThere : words.nothingFound}
        rowHeight={72}
      />
    </>
  )
}

/** How an activity is known among those of its course. */
export const idOf = ({ activity }: ActivityOverview): string => String(activity.courseModuleId)

/** The newest archive, where there is one that is up to date; the task that is going on; else a new archive. */
function open(source: SourceRecord, course: Course, opened: ActivityOverview | undefined): void {
  if (!opened || opened.activity.driverId === null) return
  const { state, archive, taskId, activity } = opened
  if (state === 'archived' && archive) goTo(addresses.archive(archive.id))
  else if ((state === 'archiving' || state === 'failed') && taskId !== null) goTo(addresses.task(taskId))
  else goTo(addresses.newArchive(source.id, course.id, activity.courseModuleId))
}

function columnsIn({ words, formatDay }: Language): readonly DataColumn<ActivityOverview>[] {
  const { columns, kinds, noClose } = words.courses
  return [
    {
      id: 'activity',
      title: columns.activity,
      isRowHeader: true,
      canSort: true,
      width: '3fr',
      minWidth: 180,
      cell: ({ activity }) => (
        <>
          <bdi data-long title={activity.name}>
            {activity.name}
          </bdi>
          <small>{activity.sectionName}</small>
        </>
      ),
    },
    {
      id: 'state',
      title: columns.state,
      canSort: true,
      width: '2fr',
      minWidth: 208,
      cell: (overview) => <ActivityState overview={overview} />,
    },
    {
      id: 'kind',
      title: columns.kind,
      canSort: true,
      minWidth: 128,
      cell: ({ activity }) => <span>{kinds[activity.kind] ?? activity.kind}</span>,
    },
    {
      id: 'closes',
      title: columns.closes,
      canSort: true,
      minWidth: 128,
      cell: ({ activity }) => (
        <span>{activity.closesAt === null ? noClose : formatDay(new Date(activity.closesAt))}</span>
      ),
    },
  ]
}
