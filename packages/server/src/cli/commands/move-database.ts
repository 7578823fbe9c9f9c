import { ArchivingError, moveDatabase } from '@muniment/core'
import { dataFolderFor } from '../../data-folder.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'

export interface MoveDatabaseCommandOptions extends CommonOptions {
  readonly to?: string
}

/** `muniment move-database`: brings what SQLite keeps to PostgreSQL, for good. */
export async function moveDatabaseCommand(
  options: MoveDatabaseCommandOptions,
  { terminal, environment, platform }: Invocation,
): Promise<ExitCode> {
  const databaseAddress = options.to ?? environment.MUNIMENT_DATABASE
  if (databaseAddress === undefined) {
    throw new ArchivingError(
      'input_invalid',
      'Say where to: set MUNIMENT_DATABASE to the address of an empty PostgreSQL database, or give --to.',
      { details: { field: 'to' } },
    )
  }
  const dataFolder = dataFolderFor(options.data, environment, platform)
  const moved = await moveDatabase({
    dataFolder,
    databaseAddress,
    onTable: (table, rows) => terminal.say(`${table}: ${rows} rows moved and compared`),
  })
  terminal.say(`The database was moved. The former one is kept as ${moved.formerDatabase}.`)
  terminal.say('From now on start Muniment with MUNIMENT_DATABASE; the data folder is still needed.')
  if (terminal.json) terminal.result(moved)
  return exitCodes.finished
}
