import type { ActivityMetadata, ScopeMode } from '@muniment/sdk'
import type { Engine } from '../../connection/engine.ts'
import type { ReadPickables } from './pick-store.ts'

export type PickKind = NonNullable<ScopeMode['picks']>

/** Of what somebody picks: items, users or groups of which activity, for which setting. */
export interface PickPlace {
  readonly picks: PickKind
  readonly driverId: string
  readonly setting: string
  readonly activity: ActivityMetadata
}

/** Something is there soon. */
const firstPage = 500
/** For each page the source is read from its start: there are to be few. */
const laterPages = 5_000

/** Reads what can be picked, page by page. */
export function pickablesOf(engine: Engine, { picks, driverId, setting, activity }: PickPlace): ReadPickables {
  const { sourceId, courseId } = activity
  return (cursor, signal) =>
    engine.read(async (client, ended) => {
      const options = { signal: ended }
      const page = cursor === undefined ? { limit: firstPage } : { limit: laterPages, cursor }
      switch (picks) {
        case 'groups': {
          const groups = await client.sources.listGroups({ sourceId, courseId }, options)
          return {
            entries: groups.map(({ id, name, idNumber }) => ({ id: String(id), title: name, detail: idNumber })),
          }
        }
        case 'users': {
          const { entries, ...rest } = await client.sources.listParticipants({ sourceId, courseId, ...page }, options)
          return {
            ...rest,
            entries: entries.map(({ userId, fullName, idNumber, email, groups }) => ({
              id: String(userId),
              title: fullName,
              detail: [idNumber, email, ...groups.map(({ name }) => name)].filter(Boolean).join(' · '),
            })),
          }
        }
        case 'items': {
          const { entries, ...rest } = await client.tasks.listCandidates(
            { driverId, activity, setting, ...page },
            options,
          )
          return { ...rest, entries: entries.map(({ id, title }) => ({ id: String(id), title, detail: '' })) }
        }
      }
    }, signal)
}
