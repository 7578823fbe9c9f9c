import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import type { BenchOptions, Measurement } from '../measurement.ts'

/**
 * Calls to a server. The client is the SDK as it is built: read from its sources, it would take a package that it uses
 * from its sources, too, which Node does not run.
 */
export async function serving({ say }: BenchOptions): Promise<readonly Measurement[]> {
  say('a server that is called and watched while a task runs, for a minute')
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../measure-serving.ts')])
  const measurements: readonly Measurement[] = JSON.parse(stdout)
  return measurements
}
