import type { StandIn } from './stand-in.ts'

const starts: StandIn[] = []

/** @returns the number under which the module `electron` of this start finds its stand-in. */
export function addStart(standIn: StandIn): number {
  return starts.push(standIn) - 1
}

export function findStart(number: number): StandIn {
  const standIn = starts[number]
  if (!standIn) throw new Error('Only an app started by startApp has this module.')
  return standIn
}
