import { SharedReads } from './shared-reads.ts'
import { SharedTicks } from './shared-ticks.ts'

/** Many watch at once: what they read at the same moment is read once, and they look at the same moments. */
export interface WatchSharing {
  readonly reads: SharedReads
  readonly ticks: SharedTicks
  /** Whose stores are read: equal for services that know the same tasks, and only for those. */
  readonly reach: string
}

/** For a service that knows all tasks. */
export function createWatchSharing(): WatchSharing {
  return { reads: new SharedReads(), ticks: new SharedTicks(), reach: 'everything' }
}
