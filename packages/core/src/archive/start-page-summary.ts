import type { ArchivedItem } from './archive-description.ts'

/** What can be said of all items together. */
export interface ItemSummary {
  /** How many different people, or null where the driver does not tell them apart. */
  readonly people: number | null
  /** Earliest start and latest end, ISO 8601 in UTC, or null. */
  readonly firstStart: string | null
  readonly lastEnd: string | null
  /** How many items are in each state of the driver's column `state`, most first. */
  readonly states: readonly (readonly [state: string, count: number])[]
  /** Things to know, each with the number of items that it is said of, most first. */
  readonly notices: readonly (readonly [text: string, count: number])[]
  /** How many items have things to know beyond {@link notices}. */
  readonly otherNotices: number
  readonly hasPdfReports: boolean
}

const mostKindsOfNotices = 50

/** Looks at all items once. Of each person it remembers a key, of texts a bounded number. */
export async function summarizeItems(items: AsyncIterable<ArchivedItem>): Promise<ItemSummary> {
  const people = new Set<string>()
  const states = new Map<string, number>()
  const notices = new NoticeGroups()
  let firstStart: string | null = null
  let lastEnd: string | null = null
  let hasPdfReports = false
  for await (const { row, remarks, files } of items) {
    const person = row['user_id'] ?? row['user_name']
    if (person != null) people.add(String(person))
    const state = row['state']
    if (typeof state === 'string' && state !== '') states.set(state, (states.get(state) ?? 0) + 1)
    firstStart = pick(firstStart, row['started'], (one, other) => one < other)
    lastEnd = pick(lastEnd, row['finished'], (one, other) => one > other)
    notices.add(remarks.filter(({ severity }) => severity === 'notice').map(({ message }) => message))
    hasPdfReports ||= files.some(({ role, mediaType }) => role === 'report' && mediaType === 'application/pdf')
  }
  return {
    people: people.size === 0 ? null : people.size,
    firstStart,
    lastEnd,
    states: byCount([...states]),
    notices: notices.list(),
    otherNotices: notices.others,
    hasPdfReports,
  }
}

function pick(known: string | null, value: unknown, isBetter: (one: string, other: string) => boolean): string | null {
  if (typeof value !== 'string' || value === '') return known
  return known === null || isBetter(value, known) ? value : known
}

/** Numbers and quoted words: sentences that differ in these alone are of one kind. */
const variable = /(“[^”]*”|„[^“]*“|"[^"]*"|\d+(?:[.,:]\d+)*)/u
const differing = '…'

interface NoticeGroup {
  /** Fixed and variable parts in turn; a variable one in which the sentences differ is `…`. */
  readonly parts: string[]
  count: number
}

class NoticeGroups {
  readonly #groups = new Map<string, NoticeGroup>()
  others = 0

  /** @param messages of one item. */
  add(messages: readonly string[]): void {
    const counted = new Set<NoticeGroup>()
    let isKept = true
    for (const message of messages) {
      const group = this.#groupOf(message)
      if (group) counted.add(group)
      else isKept = false
    }
    for (const group of counted) group.count += 1
    if (!isKept) this.others += 1
  }

  list(): ItemSummary['notices'] {
    return byCount([...this.#groups.values()].map(({ parts, count }) => [parts.join(''), count]))
  }

  #groupOf(message: string): NoticeGroup | undefined {
    const parts = message.split(variable)
    const kind = parts.filter((_, index) => index % 2 === 0).join(differing)
    const known = this.#groups.get(kind)
    if (known) {
      for (const [index, part] of parts.entries()) if (known.parts[index] !== part) known.parts[index] = differing
      return known
    }
    if (this.#groups.size >= mostKindsOfNotices) return undefined
    const group = { parts, count: 0 }
    this.#groups.set(kind, group)
    return group
  }
}

/** Most first; equal ones as they came. */
function byCount(counts: readonly (readonly [string, number])[]): (readonly [string, number])[] {
  return counts.toSorted(([, one], [, other]) => other - one)
}
