import { activeStates, taskStates, type Core } from '@muniment/core'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { AnsweredRequest } from '../http/answered-request.ts'

/** Seconds: from a look at a table to verifying an archive. */
const buckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 60]

/** Figures for Prometheus. */
export interface ServerMetrics {
  /** Counts a request. */
  count(request: AnsweredRequest): void
  readonly contentType: string
  /** All figures as text (Prometheus exposition format). Asks the database for the tasks. */
  read(): Promise<string>
}

/** Figures of a process, its requests and its tasks. */
export function createServerMetrics(core: Core): ServerMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const { version } = core.describe()
  const build = new Gauge({
    name: 'muniment_build_info',
    help: 'Which version runs; always 1.',
    labelNames: ['version'],
    registers,
  })
  build.set({ version }, 1)
  const requests = new Counter({
    name: 'muniment_http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['route', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'muniment_http_request_seconds',
    help: 'How long requests took, streams of events left out.',
    labelNames: ['route'],
    buckets,
    registers,
  })
  registry.registerMetric(tasksByState(core))
  registry.registerMetric(activeItems(core))
  return {
    count({ route, status, seconds: took }) {
      requests.inc({ route: route.name, status })
      if (route.name !== 'tasks.watch') seconds.observe({ route: route.name }, took)
    },
    contentType: registry.contentType,
    read: () => registry.metrics(),
  }
}

function tasksByState(core: Core): Gauge {
  return new Gauge({
    name: 'muniment_tasks',
    help: 'How many tasks are in each state.',
    labelNames: ['state'],
    registers: [],
    async collect() {
      for (const state of taskStates) this.set({ state }, await core.tasks.all.where({ states: [state] }).count())
    },
  })
}

function activeItems(core: Core): Gauge {
  return new Gauge({
    name: 'muniment_active_items',
    help: 'Items of tasks that are scheduled or executed, by what became of them so far.',
    labelNames: ['outcome'],
    registers: [],
    async collect() {
      const sums = { finished: 0, failed: 0, open: 0 }
      for await (const { status } of core.tasks.all.where({ states: activeStates })) {
        const { itemsTotal, itemsFinished, itemsFailed } = status.progress
        sums.finished += itemsFinished
        sums.failed += itemsFailed
        sums.open += Math.max(0, (itemsTotal ?? 0) - itemsFinished - itemsFailed)
      }
      for (const [outcome, count] of Object.entries(sums)) this.set({ outcome }, count)
    },
  })
}
