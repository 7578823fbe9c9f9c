import { ArchivingError } from '@muniment/core'
import { createOperatorLog } from '../../operations/operator-log.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { Invocation } from '../invocation.ts'
import { openSharedCore, readSharedSettings, type SharedOptions } from '../open-shared-core.ts'

/**
 * `muniment worker`: executes tasks of an installation that others serve, until it is told to stop. Any number of them
 * share the work; what a killed one leaves, another one goes on with.
 */
export async function workerCommand(options: SharedOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, interrupted } = invocation
  const { settings } = await readSharedSettings({ options }, invocation)
  if (settings.databaseAddress === undefined) {
    throw new ArchivingError(
      'input_invalid',
      'Workers need a database that they share with the server: set MUNIMENT_DATABASE to the address of one in PostgreSQL.',
      { details: { field: 'databaseAddress' } },
    )
  }
  const { logLevel: level, logFormat: format } = settings
  const write = (line: string): unknown => invocation.stderr.write(line)
  const log = createOperatorLog({ level, format, now: () => new Date(), write })
  await using core = await openSharedCore(settings, { invocation, log, duties: 'tasks' })
  await core.start()
  log.write('info', 'A worker of Muniment is ready.', { version: invocation.version })
  terminal.say('This worker executes tasks.')
  await new Promise<void>((done) => {
    if (interrupted.aborted) done()
    interrupted.addEventListener('abort', () => done(), { once: true })
  })
  terminal.say('Stopping. What this worker was doing, another one goes on with.')
  log.write('info', 'A worker of Muniment stops.')
  return exitCodes.finished
}
