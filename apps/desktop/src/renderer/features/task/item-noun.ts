import type { ItemNoun } from './words.ts'

const nouns: Readonly<Record<string, ItemNoun>> = {
  quiz: 'attempts',
  assign: 'submissions',
  workshop: 'submissions',
  forum: 'discussions',
}

/** What the items of an activity are called. Kinds that only others know have items. */
export function itemNounOf(activityKind: string): ItemNoun {
  return nouns[activityKind] ?? 'items'
}
