import type { ItemRemark } from '../archive/archive-description.ts'
import type { ItemStore, ListingChanges, NewItem } from './item-store.ts'
import type { TaskHold } from './task-hold.ts'
import type { TaskLog } from './task-log.ts'

/** An activity that goes on changing is sealed after so many further listings. */
export const mostListings = 3
/** Items that a log names one by one. */
const mostNamed = 20

const goneMessages = {
  en: 'It was removed from the site, or hidden, while the activity was archived. This is how it was before.',
  de: 'Es wurde auf der Seite entfernt oder verborgen, während die Aktivität archiviert wurde. So war es davor.',
}

/** What a listing is compared with, and where it is told. */
export interface ComparedListing {
  readonly hold: TaskHold
  readonly items: ItemStore
  readonly log: TaskLog
  /** Of what is said in the archive. */
  readonly language: 'en' | 'de'
}

/**
 * Compares a further listing with the items that are there: new and changed ones become pending, those that are gone get a
 * remark. All of it is told in the log.
 *
 * @param batches the whole listing, in parts
 * @throws ArchivingError of the listing; `storage_busy`, `storage_full`, `storage_failed`
 */
export async function compareListing(
  { hold, items, log, language }: ComparedListing,
  batches: AsyncIterable<readonly NewItem[]>,
): Promise<void> {
  const listing = await items.nextListing(hold.taskId)
  const remark: ItemRemark = { severity: 'notice', message: goneMessages[language] }
  const named = new NamedChanges(log)
  for await (const batch of batches) named.add(await items.compare(hold, listing, batch))
  for (;;) {
    const { found, titles } = await items.remarkAbsent(hold, listing, remark)
    if (found === 0) break
    named.addAbsent(titles)
  }
  named.conclude()
}

/** Counts changes and names the first of them. */
class NamedChanges {
  readonly #log: TaskLog
  #total = 0

  constructor(log: TaskLog) {
    this.#log = log
  }

  add({ added, changed }: ListingChanges): void {
    for (const title of added) this.#name('item_new', title)
    for (const title of changed) this.#name('item_changed', title)
  }

  addAbsent(titles: readonly string[]): void {
    for (const title of titles) this.#name('item_gone', title)
  }

  conclude(): void {
    if (this.#total > mostNamed) this.#log.tell({ kind: 'more_changes', details: { count: this.#total - mostNamed } })
    else if (this.#total === 0) this.#log.tell({ kind: 'nothing_changed_meanwhile', details: {} })
  }

  #name(kind: 'item_new' | 'item_changed' | 'item_gone', title: string): void {
    this.#total++
    if (this.#total <= mostNamed) this.#log.tell({ kind, details: { title } })
  }
}
