import { archiveQuiz } from '../archive-quiz.ts'
import type { BenchOptions, Measurement } from '../measurement.ts'
import { canWatchMemory } from '../process-tree.ts'
import { mostRealSite } from '../sites.ts'

const goal = 400
const growthGoal = 0.1
const usual = [100, 300]
const large = [300, 1_000, 10_000]

/** What the command and its processes hold at most, of few and of many attempts. */
export async function memory({ large: isLarge, say }: BenchOptions): Promise<readonly Measurement[]> {
  if (!canWatchMemory) return [{ theme: 'memory', what: 'peak', measured: 'skipped: only Linux tells of processes' }]
  const measurements: Measurement[] = []
  let first: number | undefined
  for (const attempts of isLarge ? large : usual) {
    say(`memory with ${attempts} attempts`)
    await using site = await mostRealSite.start({ attempts })
    const { memory: peaks } = await archiveQuiz(site)
    if (!peaks) continue
    const { sum, main, child } = peaks
    measurements.push({
      theme: 'memory',
      what: `${attempts} attempts, ${site.name}`,
      measured: `${sum.toFixed(0)} MB in all (main ${main.toFixed(0)}, each other at most ${child.toFixed(0)})`,
      ...(first !== undefined && {
        against: `fewest: ${first.toFixed(0)} MB`,
        ratio: `${((sum / first - 1) * 100).toFixed(0)} % more`,
      }),
      goal: first === undefined ? `${goal} MB` : `${goal} MB, ${growthGoal * 100} % more`,
      reached: sum <= goal && sum <= (first ?? sum) * (1 + growthGoal),
    })
    first ??= sum
  }
  return measurements
}
