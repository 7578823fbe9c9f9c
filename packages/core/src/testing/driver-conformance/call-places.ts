import type { WatchedCall } from './driver-watch.ts'

/** The first call of each name. */
export function firstOfEach(calls: readonly WatchedCall[]): readonly WatchedCall[] {
  const seen = new Set<string>()
  return calls.filter(({ name }) => {
    const isFirst = !seen.has(name)
    seen.add(name)
    return isFirst
  })
}

/** The last call of each name. */
export function lastOfEach(calls: readonly WatchedCall[]): readonly WatchedCall[] {
  return firstOfEach(calls.toReversed()).toReversed()
}
