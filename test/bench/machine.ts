import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import process from 'node:process'

/** What the figures were measured on, in a sentence. Says so where the machine had other things to do. */
export function describeMachine(): string {
  const [load = 0] = loadavg()
  const busy = load > 1 ? ` Other programs were running: the load was ${load.toFixed(1)} at the start.` : ''
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0)
  const model = cpus()[0]?.model.trim() || 'unnamed processor'
  return `${availableParallelism()} cores (${model}), ${gigabytes} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}.${busy}`
}
