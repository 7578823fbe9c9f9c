import { userInfo } from 'node:os'
import process from 'node:process'
import { wrapUnknownError } from '@muniment/core'
import { MunimentError } from '@muniment/sdk'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { readEnvironment } from '../env.ts'
import { packageVersion } from '../package-version.ts'
import { archiveCommand, type ArchiveOptions } from './commands/archive.ts'
import { driversCommand } from './commands/drivers.ts'
import { listCommand, type ListOptions } from './commands/list.ts'
import { presetsCommand, type PresetsOptions } from './commands/presets.ts'
import { serveCommand, type ServeOptions } from './commands/serve.ts'
import { settingsCommand, type SettingsOptions } from './commands/settings.ts'
import { tasksCommand } from './commands/tasks.ts'
import { timestampCommand, type TimestampCommandOptions } from './commands/timestamp.ts'
import { verifyCommand, type VerifyCommandOptions } from './commands/verify.ts'
import { exitCodeFor, exitCodes, type ExitCode } from './exit-codes.ts'
import type { CommonOptions, Invocation } from './invocation.ts'
import { readSecretFrom } from './read-secret.ts'
import { Terminal } from './terminal.ts'

type Run<Options extends CommonOptions> = (options: Options, invocation: Invocation) => Promise<ExitCode>

/** Runs the command line of this process and sets its exit code. */
export async function runCommandLine(): Promise<void> {
  const interrupted = interruptSignal()
  let exitCode: ExitCode = exitCodes.finished
  const execute = async <Options extends CommonOptions>(run: Run<Options>, options: Options) => {
    exitCode = await runCommand(run, options, interrupted)
  }
  try {
    await createProgram(execute).parseAsync()
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    exitCode = error.exitCode === 0 ? exitCodes.finished : exitCodes.usage
  }
  process.exitCode = exitCode
}

type Execute = <Options extends CommonOptions>(run: Run<Options>, options: Options) => Promise<void>

function createProgram(execute: Execute): Command {
  const program = new Command('muniment')
    .description(
      'Archives what students handed in, and how it was marked, as evidence that can be checked in ten years.',
    )
    .version(packageVersion(), '--version')
    .exitOverride()
    .showHelpAfterError('Add --help to see what there is.')
  addList(program, execute)
  withCommonOptions(program.command('drivers'))
    .description('show the archivers that there are, where they come from, and what keeps others from working')
    .action((options: CommonOptions) => execute(driversCommand, options))
  withCommonOptions(program.command('settings'))
    .argument('<driver>', 'which archiver, such as quiz')
    .description('show what can be set for an archive')
    .option(
      '--try <key=pattern>',
      'show what a naming pattern of your own makes; may be given several times',
      collect,
      [],
    )
    .action((driver: string, options: SettingsOptions) => execute((o, i) => settingsCommand(driver, o, i), options))
  addPresets(program, execute)
  addArchive(program, execute)
  withCommonOptions(program.command('tasks'))
    .argument('[id]', 'one task, with its log')
    .description('show the tasks of this computer or of a server')
    .action((id: string | undefined, options: CommonOptions) => execute((o, i) => tasksCommand(id, o, i), options))
  withCommonOptions(program.command('verify'))
    .argument('<archive>', 'a sealed zip, or the folder that it was unpacked to')
    .description('check that an archive is whole and unchanged')
    .option('--deep', 'look into reports, copies and raw answers too; takes about a tenth of a second a report')
    .option('--authority-certificates <file>', 'certificates (PEM) of time-stamping authorities to trust')
    .action((path: string, options: VerifyCommandOptions) => execute((o, i) => verifyCommand(path, o, i), options))
  withCommonOptions(program.command('timestamp'))
    .argument('<archive>', 'id of an archive, or the path where it was put')
    .description('let time-stamping authorities certify an archive that is sealed already')
    .option('--renew', 'certify all its files and earlier timestamps anew, by a stronger hash function')
    .action((archive: string, options: TimestampCommandOptions) =>
      execute((o, i) => timestampCommand(archive, o, i), options),
    )
  addServe(program, execute)
  return program
}

function addList(program: Command, execute: Execute): void {
  withSourceOptions(withCommonOptions(program.command('list')))
    .description('list the courses of a Moodle site, or the activities of one course')
    .option('--course <course>', 'short name, name or id of the course')
    .action((options: ListOptions) => execute(listCommand, options))
}

function addArchive(program: Command, execute: Execute): void {
  withSourceOptions(withCommonOptions(program.command('archive')))
    .description('archive one activity; the same command again goes on where it was stopped')
    .requiredOption('--course <course>', 'short name, name or id of the course')
    .requiredOption('--activity <activity>', 'name or course-module id of the activity')
    .option('--driver <driver>', 'which archiver, where there are several for the activity')
    .option('--preset <preset>', 'settings for a purpose, such as student-copy; --set changes single ones')
    .option('--no-preset', 'use no preset, not even the default one')
    .option('--set <key=value>', 'a setting; may be given several times', collect, [])
    .option(
      '--add <file>',
      'a file to put into the archive, such as the minutes; may be given several times',
      collect,
      [],
    )
    .option('--out <folder>', 'where the sealed archive is put')
    .option('--incomplete', 'seal the archive even if some could not be archived; it then says what is missing')
    .option('--new', 'start a new task even if an unfinished one is there')
    .addHelpText(
      'after',
      '\nExample:\n  MUNIMENT_TOKEN=… muniment archive --moodle https://moodle.example.edu \\\n    --course HIST101 --activity Midterm --set paperSize=A4 --out ./archives\n',
    )
    .action((options: ArchiveOptions) => execute(archiveCommand, options))
}

function addPresets(program: Command, execute: Execute): void {
  withCommonOptions(program.command('presets'))
    .argument('<driver>', 'which archiver, such as quiz')
    .description('show settings that are kept under a name, and keep, rename or delete them')
    .option('--save <name>', 'keep the settings of --set under a name')
    .option('--set <key=value>', 'a setting to keep; may be given several times', collect, [])
    .option('--replace', 'let --save replace a preset of the same name')
    .addOption(new Option('--rename <name>', 'give a preset another name, that of --to'))
    .option('--to <name>', 'the new name')
    .addOption(new Option('--delete <name>', 'forget a preset').conflicts(['save', 'rename']))
    .addOption(new Option('--use-by-default <preset>', 'use it for archives that name none').conflicts('useNone'))
    .option('--use-none', 'use none for archives that name none')
    .action((driver: string, options: PresetsOptions) => execute((o, i) => presetsCommand(driver, o, i), options))
}

function addServe(program: Command, execute: Execute): void {
  withCommonOptions(program.command('serve'))
    .description('serve Muniment to other programs by HTTP')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on; 0 takes a free one', parsePort, 7420)
    .action((options: ServeOptions) => execute(serveCommand, options))
}

function withCommonOptions(command: Command): Command {
  return command
    .option('--data <folder>', 'folder of the database and the working files (or MUNIMENT_DATA)')
    .option(
      '--drivers <folder>',
      'folder with packages of further archivers (or MUNIMENT_DRIVERS); may be given several times',
      collect,
    )
    .option('--server <url>', 'use a Muniment server instead of this computer (or MUNIMENT_SERVER)')
    .option('--json', 'end with one line of JSON on standard output')
    .addOption(new Option('--debug', 'say what went on inside').hideHelp())
}

function withSourceOptions(command: Command): Command {
  return command
    .option('--moodle <address>', 'address of the Moodle site')
    .option('--token-file <file>', 'file that holds the token (or MUNIMENT_TOKEN)')
    .option('--user <name>', 'sign in with a password, which is asked for')
    .option('--password-file <file>', 'file that holds the password')
    .option('--ca-file <file>', 'certificate authority (PEM) to trust besides the usual ones')
    .option('--proxy <address>', 'proxy to go through')
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

function parsePort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new InvalidArgumentError('It must be a number from 0 to 65535.')
}

async function runCommand<Options extends CommonOptions>(
  run: Run<Options>,
  options: Options,
  interrupted: AbortSignal,
): Promise<ExitCode> {
  const { stdout, stderr, stdin, platform } = process
  const terminal = new Terminal({ stdout, stderr, json: options.json === true })
  const invocation: Invocation = {
    terminal,
    stderr,
    environment: readEnvironment(),
    platform,
    version: packageVersion(),
    userName: userNameOfProcess(),
    readSecret: (question) => readSecretFrom(stdin, stderr, question),
    interrupted,
  }
  try {
    return await run(options, invocation)
  } catch (error) {
    terminal.settle()
    const known = error instanceof MunimentError ? error : wrapUnknownError(error)
    const { code, message } = known
    stderr.write(`${message}\n`)
    if (options.debug === true && error instanceof Error) stderr.write(`${describeCauses(error)}\n`)
    if (terminal.json) terminal.result({ error: { code, message } })
    return exitCodeFor(code)
  }
}

/** Who runs the command. In a container the user may have no name. */
function userNameOfProcess(): string {
  try {
    return userInfo().username
  } catch {
    // A SystemError: no entry for the user id.
    return `user ${process.getuid?.() ?? 'unknown'}`
  }
}

function describeCauses(error: Error): string {
  const cause = error.cause instanceof Error ? `\nbecause of ${describeCauses(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}

/** Fires at the first Ctrl-C or request to end; a second one ends the process at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCodes.aborted)
      controller.abort()
    })
  }
  return controller.signal
}
