import { createCore } from '@muniment/core'
import { openWorkspace } from '../../support/open-muniment.ts'
import { runMuniment } from '../../support/run-muniment.ts'
import { median, millisecondsOf, type BenchOptions, type Measurement } from '../measurement.ts'

const rounds = 5

/** How long one waits before anything happens. */
export async function startUp({ say }: BenchOptions): Promise<readonly Measurement[]> {
  say('start-up')
  await using workspace = await openWorkspace()
  const data = await workspace.folder('data')
  const timed = async (what: string, work: () => Promise<unknown>): Promise<Measurement> => {
    await work()
    const milliseconds: number[] = []
    for (let round = 0; round < rounds; round++) milliseconds.push(await millisecondsOf(work))
    return { theme: 'start-up', what, measured: `${median(milliseconds).toFixed(0)} ms` }
  }
  const openCore = async (): Promise<void> => {
    await using core = await createCore({ dataFolder: data, secretKey: new Uint8Array(32), version: '0.0.0-bench' })
    await core.start()
  }
  return [
    await timed('muniment --help', () => runMuniment(['--help'])),
    await timed('muniment tasks', () => runMuniment(['tasks', '--data', data])),
    await timed('opening and closing the core, in a running process', openCore),
  ]
}
