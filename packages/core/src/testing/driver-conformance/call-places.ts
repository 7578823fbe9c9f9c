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

/** The first and the last call of each name, in their order. */
export function firstAndLastOfEach(calls: readonly WatchedCall[]): readonly WatchedCall[] {
  const chosen = new Set([...firstOfEach(calls), ...firstOfEach(calls.toReversed())])
  return calls.filter((call) => chosen.has(call))
}
