import type { FoundArchive, MunimentClient } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { addresses } from '../../navigation/addresses.ts'
import { matches, type PaletteEntry } from './palette-entry.ts'

export interface Palette {
  readonly isOpen: boolean
  readonly typed: string
  /** What was found for what is typed; a kind at a time. */
  readonly entries: readonly PaletteEntry[]
  /** More may be found yet. */
  readonly isLooking: boolean
}

export interface PaletteStoreOptions {
  readonly engine: Engine
  /** Waits until the next letter may be typed; ends early when the signal fires. */
  readonly pause: (forMs: number, signal: AbortSignal) => Promise<void>
}

const typingPauseMs = 150
const shownOfKind = 6
const closed: Palette = { isOpen: false, typed: '', entries: [], isLooking: false }

/** Leads to any place, course, task, archive or student by a few letters. Knows nothing of React. */
export class PaletteStore {
  readonly state: StoreApi<Palette> = createStore<Palette>(() => closed)
  readonly #options: PaletteStoreOptions
  #places: readonly PaletteEntry[] = []
  /** Courses and tasks, once they are known. */
  #known: readonly PaletteEntry[] = []
  #found: readonly PaletteEntry[] = []
  #open = new AbortController()
  #looking = new AbortController()

  constructor(options: PaletteStoreOptions) {
    this.#options = options
  }

  /** @param places the places of the app, in the language that is spoken */
  open(places: readonly PaletteEntry[]): void {
    this.#open.abort()
    this.#open = new AbortController()
    this.#places = places
    this.#known = []
    this.#found = []
    this.state.setState({ ...closed, isOpen: true, entries: places, isLooking: true })
    void this.#learn(this.#open.signal)
  }

  close(): void {
    this.#open.abort()
    this.#looking.abort()
    this.state.setState(closed)
  }

  /** Looks for what is typed: at once among what is known, and in the archives once typing pauses. */
  type(typed: string): void {
    this.#looking.abort()
    this.#looking = new AbortController()
    this.#found = []
    this.state.setState({ typed, isLooking: true })
    this.#show()
    void this.#look(typed.trim(), AbortSignal.any([this.#looking.signal, this.#open.signal]))
  }

  async #look(typed: string, signal: AbortSignal): Promise<void> {
    await this.#options.pause(typingPauseMs, signal)
    if (signal.aborted) return
    // What cannot be reached is not found; the screens tell why.
    const found = typed === '' ? [] : await this.#read((client, ended) => searchArchives(client, typed, ended), signal)
    if (signal.aborted) return
    this.#found = found
    this.state.setState({ isLooking: false })
    this.#show()
  }

  async #learn(signal: AbortSignal): Promise<void> {
    const learn = async (ask: (client: MunimentClient, ended: AbortSignal) => Promise<readonly PaletteEntry[]>) => {
      const entries = await this.#read(ask, signal)
      if (signal.aborted) return
      this.#known = [...this.#known, ...entries]
      this.#show()
    }
    await Promise.all([learn(listTasks), learn(listCourses)])
    if (!signal.aborted && this.state.getState().typed === '') this.state.setState({ isLooking: false })
  }

  async #read(
    ask: (client: MunimentClient, ended: AbortSignal) => Promise<readonly PaletteEntry[]>,
    signal: AbortSignal,
  ): Promise<readonly PaletteEntry[]> {
    return await this.#options.engine.read(ask, signal).catch(() => [])
  }

  #show(): void {
    const { typed } = this.state.getState()
    const counts = new Map<string, number>()
    const known = [...this.#places, ...this.#known].filter((entry) => matches(entry, typed.trim()))
    const entries = [...known, ...this.#found].filter(({ kind }) => {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      return count <= shownOfKind
    })
    this.state.setState({ entries })
  }
}

async function listTasks(client: MunimentClient, signal: AbortSignal): Promise<readonly PaletteEntry[]> {
  const { entries } = await client.tasks.list({ limit: 50 }, { signal })
  return entries.map(({ id, activity }) => ({
    id: `task ${id}`,
    kind: 'task',
    title: activity.activityName,
    detail: activity.courseName,
    href: addresses.task(id),
  }))
}

/** Of all sites; one that does not answer keeps the others from nothing. */
async function listCourses(client: MunimentClient, signal: AbortSignal): Promise<readonly PaletteEntry[]> {
  const { entries: sources } = await client.sources.list({ limit: 50 }, { signal })
  const lists = await Promise.all(
    sources.map(async ({ id }) => {
      const courses = await client.sources.listCourses({ sourceId: id }, { signal }).catch(() => [])
      return courses.map((course): PaletteEntry => ({
        id: `course ${id} ${course.id}`,
        kind: 'course',
        title: course.name,
        detail: course.shortName,
        href: addresses.course(id, course.id),
      }))
    }),
  )
  return lists.flat()
}

async function searchArchives(
  client: MunimentClient,
  search: string,
  signal: AbortSignal,
): Promise<readonly PaletteEntry[]> {
  const { entries } = await client.archives.search({ search, limit: shownOfKind }, { signal })
  return [...entries.map(toArchiveEntry), ...entries.flatMap(toPeople)]
}

function toArchiveEntry({ archive, activityName, courseName }: FoundArchive): PaletteEntry {
  const href = addresses.archive(archive.id)
  return { id: `archive ${archive.id}`, kind: 'archive', title: activityName, detail: courseName, href }
}

function toPeople({ archive, activityName, entries }: FoundArchive): readonly PaletteEntry[] {
  return entries.flatMap(({ ordinal, personName }) =>
    personName === null
      ? []
      : [
          {
            id: `person ${archive.id} ${ordinal}`,
            kind: 'person',
            title: personName,
            detail: activityName,
            href: addresses.archive(archive.id),
          },
        ],
  )
}
