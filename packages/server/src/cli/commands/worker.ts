import { ArchivingError } from '@muniment/core'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { Invocation } from '../invocation.ts'
import { openLog, openSharedCore, readSharedSettings, type SharedOptions } from '../open-shared-core.ts'
import { untilInterrupted } from '../until-interrupted.ts'

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
  const log = openLog(settings, invocation)
  await using core = await openSharedCore(settings, { invocation, log, duties: 'tasks' })
  await core.start()
  log.write('info', 'A worker of Muniment is ready.', { version: invocation.version })
  terminal.say('This worker executes tasks.')
  await untilInterrupted(interrupted)
  terminal.say('Stopping. What this worker was doing, another one goes on with.')
  log.write('info', 'A worker of Muniment stops.')
  return exitCodes.finished
}
