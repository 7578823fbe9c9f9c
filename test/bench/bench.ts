import { createHash, randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import process from 'node:process'
import { verifyArchive } from '@muniment/core'
import { createTypstTypesetter, everyKindRequest } from '@muniment/core/testing'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { archiveQuiz, findQuiz, openCore, openWorkspace } from '../support/open-muniment.ts'

const attempts = Number(process.argv[2] ?? 40)
const rounds = 3
const megabyte = 1024 * 1024

interface Figure {
  readonly name: string
  /** Each round's time for one unit of work. */
  readonly milliseconds: readonly number[]
  readonly unit: string
}

/** Times `work` in each round; `units` is how many units of work it does. */
async function measure(name: string, unit: string, units: number, work: () => Promise<unknown>): Promise<Figure> {
  const milliseconds: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work()
    milliseconds.push((performance.now() - start) / units)
  }
  return { name, unit, milliseconds }
}

const medianOf = ({ milliseconds }: Figure): number => milliseconds.toSorted((a, b) => a - b)[rounds >> 1] ?? 0

async function hashing(): Promise<Figure> {
  const bytes = randomBytes(64 * megabyte)
  return measure('SHA-256 alone', 'MB', 64, async () => createHash('sha256').update(bytes).digest('hex'))
}

async function typesetting(): Promise<Figure> {
  await using typesetter = await createTypstTypesetter({ processes: 1 })
  const set = () => typesetter.typeset(everyKindRequest, AbortSignal.timeout(120_000))
  await set()
  return await measure('typesetting, one process', 'report', 5, async () => {
    for (let count = 0; count < 5; count++) await set()
  })
}

async function archiving(): Promise<readonly Figure[]> {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle({ scale: attempts })
  await using core = await openCore(workspace.path)
  const activity = await findQuiz(core, moodle, '7', 'Stars & Planets: final quiz')
  const sealed: { path: string; sizeBytes: number }[] = []
  const whole = await measure('archiving, from listing to sealed', 'attempt', attempts, async () => {
    sealed.push((await archiveQuiz(core, activity)).archive)
  })
  const [{ path, sizeBytes } = { path: '', sizeBytes: 0 }] = sealed
  return [whole, await measure('verifying', 'MB', sizeBytes / megabyte, () => verifyArchive(path))]
}

/** Figures of one run on one machine: what counts are the ratios between them. */
async function bench(): Promise<void> {
  console.log(`${attempts} attempts, ${rounds} rounds, ${availableParallelism()} cores, Node ${process.version}\n`)
  const [hash, set, [archive, verify]] = [await hashing(), await typesetting(), await archiving()]
  for (const figure of [hash, set, archive, verify]) {
    if (!figure) continue
    const [low = 0, , high = 0] = figure.milliseconds.toSorted((a, b) => a - b)
    const range = `${low.toFixed(1)} to ${high.toFixed(1)}`
    console.log(`${figure.name.padEnd(36)} ${medianOf(figure).toFixed(1).padStart(8)} ms a ${figure.unit} (${range})`)
  }
  if (!archive || !verify) return
  console.log(`\nverifying / SHA-256 alone            ${(medianOf(verify) / medianOf(hash)).toFixed(1).padStart(8)}`)
  console.log(`archiving / typesetting              ${(medianOf(archive) / medianOf(set)).toFixed(2).padStart(8)}`)
}

await bench()
