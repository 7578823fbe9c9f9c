import { raw, type SqlEntityManager } from '@mikro-orm/sql'
import type { ItemRemark } from '../archive/archive-description.ts'
import type { StoredContent } from '../archive/artifact-store.ts'
import type { ListItemChangesOptions, ListItemsOptions, TaskItem, TaskItemChanges } from '../core.ts'
import type { Page } from '../driver/activity-archiving-driver.ts'
import { fromKeptError, type RecordedError } from '../errors/index.ts'
import {
  firstItemChange,
  type AbsentItems,
  type ClaimedItem,
  type FinishedItem,
  type ItemClaim,
  type ItemCounts,
  type ItemStore,
  type ListingChanges,
  type NewArtifact,
  type NewItem,
  type ReusableItem,
  type SealableItem,
} from '../tasks/item-store.ts'
import type { TaskHold } from '../tasks/task-hold.ts'
import { assertHeld } from './assert-held.ts'
import { ArtifactEntity, ItemEntity, ItemFolderEntity, type ArtifactRow, type ItemRow } from './entities/index.ts'
import { numberCursor, pageLimit, toPage } from './keyset-page.ts'
import { countItems } from './item-counts.ts'
import { putBackItems, readContents } from './damaged-items.ts'
import { nextChangeNumber, placeAfter, readChangedItems } from './item-changes.ts'
import { compareItems, insertItem, remarkAbsentItems } from './list-again.ts'
import type { Database } from './database.ts'
import { copyItems, haveSameItems, readReusableItems } from './reusable-items.ts'
import { runInDatabase } from './run-in-database.ts'

/** Items and artifacts in the database. */
export class SqlItemStore implements ItemStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  add(hold: TaskHold, items: readonly NewItem[]): Promise<number> {
    const { taskId } = hold
    return this.#changeWhileHeld(hold, async (em, changeNumber) => {
      let ordinal = await em.count(ItemEntity, { task: taskId })
      const before = ordinal
      for (const item of items) {
        if ((await em.count(ItemEntity, { task: taskId, key: item.key })) > 0) continue
        await insertItem(em, item, { taskId, listing: 0, ordinal: ordinal++, changeNumber })
      }
      return ordinal - before
    })
  }

  nextListing(taskId: string): Promise<number> {
    return this.#run(async (em) => {
      const [newest]: { listing: number | null }[] = await em
        .getConnection()
        .execute('select max(listing) as listing from item where task_id = ?', [taskId])
      return (newest?.listing ?? 0) + 1
    })
  }

  compare(hold: TaskHold, listing: number, items: readonly NewItem[]): Promise<ListingChanges> {
    const { taskId } = hold
    return this.#changeWhileHeld(hold, (em, changeNumber) => compareItems(em, { taskId, listing, changeNumber, items }))
  }

  remarkAbsent(hold: TaskHold, listing: number, remark: ItemRemark): Promise<AbsentItems> {
    const { taskId } = hold
    return this.#changeWhileHeld(hold, (em, changeNumber) =>
      remarkAbsentItems(em, { taskId, listing, changeNumber }, remark),
    )
  }

  clear(hold: TaskHold): Promise<void> {
    const { taskId } = hold
    return this.#whileHeld(hold, async (em) => {
      await em.nativeDelete(ItemEntity, { task: taskId, state: 'pending' })
      await em.nativeDelete(ItemFolderEntity, { task: taskId })
    })
  }

  claimNext(hold: TaskHold, now: Date): Promise<ClaimedItem | undefined> {
    return this.#changeWhileHeld(hold, async (em, changeNumber) => {
      const [row] = await em.find(
        ItemEntity,
        { task: hold.taskId, state: 'pending', $or: [{ notBefore: null }, { notBefore: { $lte: now } }] },
        { orderBy: { ordinal: 'asc' }, limit: 1 },
      )
      if (!row) return undefined
      const attempt = row.attempts + 1
      const begun = { state: 'running', attempts: attempt, notBefore: null, changeNumber } as const
      await em.nativeUpdate(ItemEntity, { id: row.id }, begun)
      const { id, key, title, folder, fileName, path, data } = row
      return { id, key, title, folder, fileName, path, data: data ?? null, attempt, hold }
    })
  }

  nextDue(taskId: string): Promise<Date | undefined> {
    return this.#run(async (em) => {
      const [row] = await em.find(
        ItemEntity,
        { task: taskId, state: 'pending' },
        { orderBy: { notBefore: 'asc' }, limit: 1 },
      )
      return row && (row.notBefore ?? new Date(0))
    })
  }

  finish(claim: ItemClaim, { row, remarks, record, artifacts }: FinishedItem): Promise<boolean> {
    const { id, hold } = claim
    return this.#changeWhileHeld(hold, async (em, changeNumber) => {
      const finished = await em.nativeUpdate(
        ItemEntity,
        { id, state: 'running', attempts: claim.attempt },
        {
          state: 'finished',
          error: null,
          row,
          remarks,
          lacksSomething: remarks.some((remark) => remark.severity === 'missing'),
          recordSha256: record.sha256,
          recordBytes: record.sizeBytes,
          changeNumber,
        },
      )
      if (finished === 0) return false
      await em.nativeDelete(ArtifactEntity, { item: id })
      if (artifacts.length > 0) {
        await em.insertMany(
          ArtifactEntity,
          artifacts.map((artifact) => ({ ...artifact, item: id, task: hold.taskId })),
        )
      }
      return true
    })
  }

  retryLater(claim: ItemClaim, error: RecordedError, notBefore: Date): Promise<boolean> {
    return this.#settle(claim, { state: 'pending', error, notBefore })
  }

  fail(claim: ItemClaim, error: RecordedError): Promise<boolean> {
    return this.#settle(claim, { state: 'failed', error })
  }

  release(claim: ItemClaim): Promise<boolean> {
    return this.#settle(claim, { state: 'pending', attempts: raw('attempts - 1') })
  }

  reset(hold: TaskHold, states: readonly ('running' | 'failed')[]): Promise<number> {
    return this.#changeWhileHeld(hold, (em, changeNumber) =>
      em.nativeUpdate(
        ItemEntity,
        { task: hold.taskId, state: { $in: [...states] } },
        {
          state: 'pending',
          attempts: raw("case state when 'failed' then 0 else attempts end"),
          notBefore: null,
          changeNumber,
        },
      ),
    )
  }

  counts(taskId: string): Promise<ItemCounts> {
    return this.#run((em) => countItems(em, taskId))
  }

  pageOfReusable(taskId: string, fromTaskId: string, after: number, limit: number): Promise<readonly ReusableItem[]> {
    return this.#run((em) => readReusableItems(em, { taskId, fromTaskId, after, limit }))
  }

  reuse(hold: TaskHold, items: readonly ReusableItem[]): Promise<void> {
    return this.#changeWhileHeld(hold, (em, changeNumber) => copyItems(em, items, changeNumber))
  }

  contents(taskId: string, after: string, limit: number): Promise<readonly StoredContent[]> {
    return this.#run((em) => readContents(em, taskId, { after, limit }))
  }

  putBack(hold: TaskHold, sha256s: readonly string[], limit: number): Promise<readonly string[]> {
    const { taskId } = hold
    return this.#changeWhileHeld(hold, (em, changeNumber) => putBackItems(em, { taskId, sha256s, limit, changeNumber }))
  }

  areSame(taskId: string, otherTaskId: string): Promise<boolean> {
    return this.#run((em) => haveSameItems(em, taskId, otherTaskId))
  }

  page(taskId: string, options: ListItemsOptions = {}): Promise<Page<TaskItem>> {
    const limit = pageLimit(options)
    // Failed items come first: their ordinals count from -2^40 in the cursor.
    const after = numberCursor(options.cursor, -troubleOffset - 1)
    return this.#run(async (em) => {
      const states = options.states ?? ['failed', 'running', 'pending', 'finished']
      const read = async (some: readonly ItemRow['state'][], afterOrdinal: number, count: number) =>
        some.length === 0 || count <= 0
          ? []
          : em.find(
              ItemEntity,
              { task: taskId, state: { $in: [...some] }, ordinal: { $gt: afterOrdinal } },
              { orderBy: { ordinal: 'asc' }, limit: count },
            )
      const failed =
        after < 0
          ? await read(
              states.filter((state) => state === 'failed'),
              after + troubleOffset,
              limit + 1,
            )
          : []
      const others = await read(
        states.filter((state) => state !== 'failed'),
        Math.max(after, -1),
        limit + 1 - failed.length,
      )
      const rows = [...failed, ...others]
      const sizes = await artifactSizes(em, rows)
      return toPage(rows, limit, {
        entry: (row) => toTaskItem(row, sizes.get(row.id)),
        cursor: (row) => String(row.state === 'failed' ? row.ordinal - troubleOffset : row.ordinal),
      })
    })
  }

  pageOfChanges(taskId: string, { after, ...page }: ListItemChangesOptions = {}): Promise<TaskItemChanges> {
    const limit = pageLimit(page)
    return this.#run(async (em) => {
      const found = await readChangedItems(em, { taskId, after, limit: limit + 1 })
      const rows = found.slice(0, limit)
      const sizes = await artifactSizes(em, rows)
      const last = rows.at(-1)
      return {
        entries: rows.map((row) => toTaskItem(row, sizes.get(row.id))),
        cursor: last ? placeAfter(last) : (after ?? firstItemChange),
        hasMore: found.length > limit,
      }
    })
  }

  pageForSealing(taskId: string, afterPathKey: string, limit: number): Promise<readonly SealableItem[]> {
    return this.#run(async (em) => {
      const rows = await em.find(
        ItemEntity,
        { task: taskId, pathKey: { $gt: afterPathKey } },
        { orderBy: { pathKey: 'asc' }, limit },
      )
      const artifacts = await em.find(
        ArtifactEntity,
        { item: { $in: rows.map((row) => row.id) } },
        { orderBy: { item: 'asc', path: 'asc' } },
      )
      const byItem = Map.groupBy(artifacts, (artifact) => artifact.item)
      return rows.map((row) => toSealableItem(row, byItem.get(row.id) ?? []))
    })
  }

  #settle({ id, attempt, hold }: ItemClaim, change: Record<string, unknown>): Promise<boolean> {
    const guard = { id, state: 'running', attempts: attempt } as const
    return this.#changeWhileHeld(
      hold,
      async (em, changeNumber) => (await em.nativeUpdate(ItemEntity, guard, { ...change, changeNumber })) === 1,
    )
  }

  /** A transaction of whoever holds the task that changes items, under a number of its own. */
  #changeWhileHeld<Result>(
    hold: TaskHold,
    work: (em: SqlEntityManager, changeNumber: number) => Promise<Result>,
  ): Promise<Result> {
    return this.#whileHeld(hold, async (em) => work(em, await nextChangeNumber(em, hold.taskId)))
  }

  /** A transaction of whoever holds the task. */
  #whileHeld<Result>(hold: TaskHold, work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return this.#run(() =>
      this.#database.write(async (em) => {
        await assertHeld(em, hold)
        return work(em)
      }, `items of ${hold.taskId}`),
    )
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'The items of a task could not be read or written.')
  }
}

const troubleOffset = 2 ** 40

interface ArtifactSizes {
  readonly item: number
  readonly artifacts: number
  readonly bytes: number
}

async function artifactSizes(em: SqlEntityManager, rows: readonly ItemRow[]): Promise<Map<number, ArtifactSizes>> {
  if (rows.length === 0) return new Map()
  const marks = rows.map(() => '?').join(', ')
  const sizes: ArtifactSizes[] = await em.getConnection().execute(
    `select item_id as item, count(*) as artifacts, sum(size_bytes) as bytes from artifact where item_id in (${marks}) group by item_id`,
    rows.map((row) => row.id),
  )
  return new Map(sizes.map((size) => [size.item, size]))
}

function toTaskItem(row: ItemRow, sizes: ArtifactSizes | undefined): TaskItem {
  const { key, title, ordinal, state, attempts, remarks, path } = row
  const error = fromKeptError(row.error)
  return {
    key,
    title,
    ordinal,
    state,
    attempts,
    error,
    remarks,
    path,
    artifacts: sizes?.artifacts ?? 0,
    bytes: sizes?.bytes ?? 0,
  }
}

function toSealableItem(row: ItemRow, artifacts: readonly ArtifactRow[]): SealableItem {
  const { key, title, state, remarks, recordSha256, recordBytes } = row
  return {
    pathKey: row.pathKey,
    key,
    title,
    state,
    remarks,
    row: row.row ?? null,
    record: recordSha256 == null ? null : { sha256: recordSha256, sizeBytes: recordBytes ?? 0 },
    error: fromKeptError(row.error),
    artifacts: artifacts.map(toNewArtifact),
  }
}

function toNewArtifact({ path, role, mediaType, sha256, sizeBytes }: ArtifactRow): NewArtifact {
  return { path, role, mediaType, sha256, sizeBytes }
}
