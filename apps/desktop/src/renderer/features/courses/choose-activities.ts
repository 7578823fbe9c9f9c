import type { ActivityOverview } from '@muniment/sdk'
import { needsArchiving } from './course-counts.ts'
import type { ActivityFilter } from './words.ts'

/** Which activities of a course are shown, and in which order. */
export interface ActivityChoice {
  readonly search: string
  readonly filter: ActivityFilter
  /** The order of the course page unless given. */
  readonly sort: { readonly column: string; readonly direction: 'ascending' | 'descending' } | undefined
}

/** What is to be done first comes first. */
const stateOrder: readonly ActivityOverview['state'][] = [
  'failed',
  'changed',
  'never_archived',
  'archiving',
  'archived',
  'not_supported',
]

export function chooseActivities(
  activities: readonly ActivityOverview[],
  { search, filter, sort }: ActivityChoice,
  tag: string,
): readonly ActivityOverview[] {
  const wanted = search.trim().toLocaleLowerCase(tag)
  const shown = activities.filter((one) => {
    const { name, sectionName, idNumber } = one.activity
    const text = `${name}\n${sectionName}\n${idNumber}`.toLocaleLowerCase(tag)
    return text.includes(wanted) && passes(one, filter)
  })
  if (!sort) return shown
  const collator = new Intl.Collator(tag, { numeric: true })
  const compare = orders[sort.column] ?? (() => 0)
  const sorted = shown.toSorted((one, other) => compare(one, other, collator))
  return sort.direction === 'descending' ? sorted.toReversed() : sorted
}

function passes(one: ActivityOverview, filter: ActivityFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'to-archive':
      return needsArchiving(one)
    case 'archived':
      return one.archive !== null
    case 'not-supported':
      return one.state === 'not_supported'
  }
}

type Compare = (one: ActivityOverview, other: ActivityOverview, collator: Intl.Collator) => number

/** By the columns of the table. */
const orders: Readonly<Record<string, Compare>> = {
  activity: (one, other, collator) => collator.compare(one.activity.name, other.activity.name),
  kind: (one, other, collator) => collator.compare(one.activity.kind, other.activity.kind),
  closes: (one, other) => endOf(one).localeCompare(endOf(other)),
  state: (one, other) => stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state),
}

/** What has no end comes last. */
const endOf = ({ activity }: ActivityOverview): string => activity.closesAt ?? '9'
