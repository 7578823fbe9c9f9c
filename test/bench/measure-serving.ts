import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { activityMetadataOf, createMunimentClient, type MunimentClient } from '@muniment/sdk'
import { deserialize, stringify, type SuperJSONResult } from 'superjson'
import { openWorkspace } from '../support/open-muniment.ts'
import { startMuniment } from '../support/run-muniment.ts'
import { percentile95, type Measurement } from './measurement.ts'
import { residentMegabytes } from './process-tree.ts'
import { mostRealSite, type BenchSite } from './sites.ts'

const watchers = 200
const callsASecond = 50
const seconds = 30
const attempts = 1_000
const apiKey = 'a-key-for-the-bench-of-serving'

// Run by themes/serving.ts in a process of its own, with packages as they are built; prints its measurements as JSON.

/**
 * A server on which a task runs, watched by many, called steadily: how long calls take, against bare tRPC that answers
 * the same while the same task runs, and whether memory stays.
 */
async function measureServing(): Promise<readonly Measurement[]> {
  await using site = await mostRealSite.start({ attempts })
  await using workspace = await openWorkspace()
  const muniment = startMuniment(['serve', '--data', workspace.path, '--port', '0', '--json'], {
    MUNIMENT_API_KEY: apiKey,
    MUNIMENT_ALLOWED_ADDRESSES: 'any',
  })
  try {
    await muniment.saying(/"url":"[^"]+"/u)
    const url = /"url":"(?<url>[^"]+)"/u.exec(muniment.said())?.groups?.['url'] ?? ''
    const client = createMunimentClient({ url, apiKey, retries: 0 })
    await startTask(client, site)
    console.error(`… ${watchers} watchers and ${callsASecond} calls a second, ${seconds} s`)
    const watching = watchMany(client)
    await delay(2_000)
    const before = await residentMegabytes(muniment.child.pid ?? 0)
    const ours = await callSteadily(async () => void (await client.tasks.list({ limit: 50 })))
    const after = await residentMegabytes(muniment.child.pid ?? 0)
    const told = await watching.stop()
    console.error(`… bare tRPC, ${seconds} s`)
    const bare = await callBare(await client.tasks.list({ limit: 50 }))
    return [
      {
        theme: 'serving',
        what: `${callsASecond} calls/s and ${watchers} watchers while a task runs, p95 of ${ours.milliseconds.length}`,
        measured: `${percentile95(ours.milliseconds).toFixed(1)} ms, ${ours.errors + told.errors} errors, ${told.events} events told`,
        against: `bare tRPC, the same answer, no watchers: ${percentile95(bare.milliseconds).toFixed(1)} ms`,
        ratio: `${(percentile95(ours.milliseconds) / percentile95(bare.milliseconds)).toFixed(1)} times`,
        goal: 'no error',
        reached: ours.errors + told.errors === 0,
      },
      {
        theme: 'serving',
        what: `memory of that server over ${seconds} s`,
        measured: `${after.toFixed(0)} MB`,
        against: `at the beginning: ${before.toFixed(0)} MB`,
        ratio: `${((after / before - 1) * 100).toFixed(0)} % more`,
      },
    ]
  } finally {
    muniment.child.kill()
    await muniment.ended
  }
}

async function startTask(client: MunimentClient, site: BenchSite): Promise<void> {
  const credentials = { kind: 'token', token: site.token } as const
  const source = await client.sources.connectMoodle({ address: site.url, credentials })
  const courses = await client.sources.listCourses({ sourceId: source.id })
  const course = courses.find(({ id, shortName }) => shortName === site.course || String(id) === site.course)
  if (!course) throw new Error(`no course ${site.course}`)
  const activities = await client.sources.listActivities({ sourceId: source.id, courseId: course.id })
  const activity = activities.find(({ name }) => name === site.quiz)
  if (!activity?.driverId) throw new Error(`no quiz ${site.quiz}`)
  const metadata = activityMetadataOf(source.id, course, activity)
  const { id } = await client.tasks.create({ driverId: activity.driverId, activity: metadata })
  await client.tasks.execute({ taskId: id })
}

interface Told {
  readonly events: number
  readonly errors: number
}

function watchMany(client: MunimentClient): { stop(): Promise<Told> } {
  const over = new AbortController()
  const told = { events: 0, errors: 0 }
  const watch = async (): Promise<void> => {
    try {
      for await (const _event of client.tasks.watch({}, { signal: over.signal })) told.events++
    } catch {
      if (!over.signal.aborted) told.errors++
    }
  }
  const all = Promise.all(Array.from({ length: watchers }, watch))
  return {
    async stop() {
      over.abort()
      await all
      return told
    },
  }
}

interface Called {
  readonly milliseconds: readonly number[]
  readonly errors: number
}

/** Calls at a fixed rate, whether or not the calls before have been answered. */
async function callSteadily(call: () => Promise<void>): Promise<Called> {
  const milliseconds: number[] = []
  let errors = 0
  const calls: Promise<void>[] = []
  const start = performance.now()
  for (let number = 0; number < callsASecond * seconds; number++) {
    await delay(Math.max(0, start + (number * 1_000) / callsASecond - performance.now()))
    const begun = performance.now()
    calls.push(
      call().then(
        () => void milliseconds.push(performance.now() - begun),
        () => void errors++,
      ),
    )
  }
  await Promise.all(calls)
  return { milliseconds, errors }
}

async function callBare(answer: unknown): Promise<Called> {
  const program = join(import.meta.dirname, 'bare-trpc.ts')
  const child = spawn(process.execPath, [program, stringify(answer)], { stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    for await (const line of createInterface(child.stdout)) {
      const { url }: { url: string } = JSON.parse(line)
      return await callSteadily(async () => {
        const response = await fetch(`${url}/list`)
        const answered = (await response.json()) as { readonly result: { readonly data: SuperJSONResult } }
        deserialize(answered.result.data)
      })
    }
  } finally {
    child.kill()
  }
  throw new Error('Bare tRPC ended before it served.')
}

console.log(JSON.stringify(await measureServing()))
