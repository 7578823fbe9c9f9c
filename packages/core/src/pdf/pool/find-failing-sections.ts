import { fullPlan, type TypesetPlan } from './child-protocol.ts'

/** Tries a report with some sections left out; true if it could be set. */
export type TryPlan = (plan: TypesetPlan) => Promise<boolean>

/** More failing tries than this and what is left is taken as failing: a search by time-outs must end. */
const failingTriesLimit = 12

/**
 * Finds the sections for whose sake a report cannot be set, by halving. Answers the smallest plan that prints them (and,
 * where needed, the facts) as plain text.
 */
export async function findFailingSections(sectionCount: number, tryPlan: TryPlan): Promise<TypesetPlan> {
  const every = Array.from({ length: sectionCount }, (_, index) => index)
  const plainFacts = !(await tryPlan({ ...fullPlan, leftOut: every }))
  let failingTries = 0
  const search = async (suspects: readonly number[]): Promise<readonly number[]> => {
    if (suspects.length === 0) return []
    if (failingTries > failingTriesLimit) return suspects
    const innocent = new Set(suspects)
    const leftOut = every.filter((index) => !innocent.has(index))
    if (await tryPlan({ leftOut, plain: [], plainFacts })) return []
    failingTries += 1
    if (suspects.length === 1) return suspects
    const middle = Math.ceil(suspects.length / 2)
    return [...(await search(suspects.slice(0, middle))), ...(await search(suspects.slice(middle)))]
  }
  return { leftOut: [], plain: await search(every), plainFacts }
}
