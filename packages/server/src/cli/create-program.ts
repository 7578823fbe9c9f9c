import { accessRoles } from '@muniment/core'
import { Command, Option } from 'commander'
import { packageVersion } from '../package-version.ts'
import { archiveCommand, type ArchiveOptions } from './commands/archive.ts'
import { archivesCommand } from './commands/archives.ts'
import { backupCommand, restoreCommand, type BackupOptions, type RestoreCommandOptions } from './commands/backup.ts'
import { cleanCommand, type CleanOptions } from './commands/clean.ts'
import { abortCommand, pauseCommand, priorityCommand, resumeCommand } from './commands/control-task.ts'
import { deleteArchiveCommand, deletedArchivesCommand, type DeleteArchiveOptions } from './commands/delete-archive.ts'
import { diagnosticsCommand, type DiagnosticsOptions } from './commands/diagnostics.ts'
import { driversCommand } from './commands/drivers.ts'
import { exportArchiveCommand } from './commands/export-archive.ts'
import { addKeyCommand, listKeysCommand, revokeKeyCommand, type AddKeyOptions } from './commands/keys.ts'
import { listCommand, type ListOptions } from './commands/list.ts'
import { moveDatabaseCommand, type MoveDatabaseCommandOptions } from './commands/move-database.ts'
import { newSecretKeyCommand } from './commands/new-secret-key.ts'
import { giveSourceCommand, listOwnersCommand } from './commands/owners.ts'
import { overviewCommand, type OverviewOptions } from './commands/overview.ts'
import { presetsCommand, type PresetsOptions } from './commands/presets.ts'
import { searchArchivesCommand } from './commands/search-archives.ts'
import { serveCommand, type ServeOptions } from './commands/serve.ts'
import { settingsCommand, type SettingsOptions } from './commands/settings.ts'
import { tasksCommand } from './commands/tasks.ts'
import { timestampCommand, type TimestampCommandOptions } from './commands/timestamp.ts'
import { verifyCommand, type VerifyCommandOptions } from './commands/verify.ts'
import { workerCommand } from './commands/worker.ts'
import type { ExitCode } from './exit-codes.ts'
import type { CommonOptions, Invocation } from './invocation.ts'
import type { SharedOptions } from './open-shared-core.ts'

/** What a command does. */
export type Run<Options extends CommonOptions> = (options: Options, invocation: Invocation) => Promise<ExitCode>

/** Runs a command with its options. */
export type Execute = <Options extends CommonOptions>(run: Run<Options>, options: Options) => Promise<void>

/** All commands and their options, as the command line reads them. */
export function createProgram(execute: Execute): Command {
  const program = new Command('muniment')
    .description(
      'Archives what students handed in, and how it was marked, as evidence that can be checked in ten years.',
    )
    .version(packageVersion(), '--version')
    .exitOverride()
    .showHelpAfterError('Add --help to see what there is.')
  addList(program, execute)
  addOverview(program, execute)
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
  addTaskControl(program, execute)
  addPriority(program, execute)
  addDiagnostics(program, execute)
  addArchives(program, execute)
  addServe(program, execute)
  addWorker(program, execute)
  addMoveDatabase(program, execute)
  addBackups(program, execute)
  addKeys(program, execute)
  addOwners(program, execute)
  addNewSecretKey(program, execute)
  return program
}

/** For an installation whose secret key is lost. */
function addNewSecretKey(program: Command, execute: Execute): void {
  withCommonOptions(program.command('new-secret-key'))
    .description('go on with a new secret key where the old one is lost; you then sign in to your sites again')
    .action((options: CommonOptions) => execute(newSecretKeyCommand, options))
}

/** What looks after archives that are there. */
function addArchives(program: Command, execute: Execute): void {
  addLibrary(program, execute)
  withCommonOptions(program.command('verify'))
    .argument('[archive]', 'a sealed zip, the folder that it was unpacked to, or the id of a kept archive')
    .description('check that an archive is whole and unchanged')
    .option('--all', 'verify all archives that were sealed here, and keep what is found')
    .option('--deep', 'look into reports, copies and raw answers too; takes about a tenth of a second a report')
    .option('--authority-certificates <file>', 'certificates (PEM) of time-stamping authorities to trust')
    .action((path: string | undefined, options: VerifyCommandOptions) =>
      execute((o, i) => verifyCommand(path, o, i), options),
    )
  withCommonOptions(program.command('timestamp'))
    .argument('<archive>', 'id of an archive, or the path where it was put')
    .description('let time-stamping authorities certify an archive that is sealed already')
    .option('--renew', 'certify all its files and earlier timestamps anew, by a stronger hash function')
    .action((archive: string, options: TimestampCommandOptions) =>
      execute((o, i) => timestampCommand(archive, o, i), options),
    )
  withCommonOptions(program.command('clean'))
    .description('remove what nothing needs any more from the artifact store, which happens once a day by itself')
    .option('--check', 'read everything in it too, and compare it with its hash')
    .action((options: CleanOptions) => execute(cleanCommand, options))
}

/** What is in the archives that are there. */
function addLibrary(program: Command, execute: Execute): void {
  const archives = program.command('archives').description('show, find, copy and delete archives')
  withCommonOptions(archives.command('show', { isDefault: true }))
    .argument('[archive]', 'id or path of one archive, with what its verifications found')
    .description('show the archives of this computer or of a server, and whether they were found intact')
    .action((archive: string | undefined, options: CommonOptions) =>
      execute((o, i) => archivesCommand(archive, o, i), options),
    )
  withCommonOptions(archives.command('search'))
    .argument('<words...>', 'of students (name, id, user name), activity, course, site or day (2026-11-27)')
    .description('find the archives that have all of the words')
    .action((words: readonly string[], options: CommonOptions) =>
      execute((o, i) => searchArchivesCommand(words, o, i), options),
    )
  withCommonOptions(archives.command('export'))
    .argument('<archive>', 'id of an archive, or the path where it was put')
    .argument('<folder>', 'a folder of this computer, made if need be; nothing in it is overwritten')
    .description('copy an archive to a folder, and read the copy again')
    .action((archive: string, folder: string, options: CommonOptions) =>
      execute((o, i) => exportArchiveCommand(archive, { ...o, folder }, i), options),
    )
  withCommonOptions(archives.command('deleted'))
    .description('show what was deleted, by whom and why')
    .action((options: CommonOptions) => execute(deletedArchivesCommand, options))
  withCommonOptions(archives.command('delete'))
    .argument('<archive>', 'id of an archive, or the path where it was put')
    .description('delete an archive for good; that it was there, who deleted it and why is kept')
    .requiredOption('--reason <text>', 'why')
    .option('--confirm <name>', 'the name of its file, to say that it is meant')
    .action((archive: string, options: DeleteArchiveOptions) =>
      execute((o, i) => deleteArchiveCommand(archive, o, i), options),
    )
}

function addList(program: Command, execute: Execute): void {
  withSourceOptions(withCommonOptions(program.command('list')))
    .description('list the courses of a Moodle site, or the activities of one course')
    .option('--course <course>', 'short name, name or id of the course')
    .action((options: ListOptions) => execute(listCommand, options))
}

function addOverview(program: Command, execute: Execute): void {
  withSourceOptions(withCommonOptions(program.command('overview')))
    .description('show what is archived of all your courses, what has changed since, and what is not archived')
    .option('--all', 'show also what cannot be archived')
    .action((options: OverviewOptions) => execute(overviewCommand, options))
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
    .option('--read-again', 'read everything, also what has not changed since the last archive with the same settings')
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

function addTaskControl(program: Command, execute: Execute): void {
  const commands = [
    ['pause', 'stop a task for a while; what was archived is kept', pauseCommand],
    ['resume', 'let a paused task go on where it was, and wait for it', resumeCommand],
    ['abort', 'stop a task for good; what was archived is kept', abortCommand],
  ] as const
  for (const [name, description, run] of commands) {
    withCommonOptions(program.command(name))
      .argument('<task>', 'id of the task, as `tasks` shows it')
      .description(description)
      .action((id: string, options: CommonOptions) => execute((o, i) => run(id, o, i), options))
  }
}

function addPriority(program: Command, execute: Execute): void {
  withCommonOptions(program.command('priority'))
    .argument('<task>', 'id of the task, as `tasks` shows it')
    .argument('<priority>', 'low, normal or high')
    .description('say how soon a waiting or running task gets its turn')
    .action((id: string, priority: string, options: CommonOptions) =>
      execute((o, i) => priorityCommand(id, priority, { options: o, invocation: i }), options),
    )
}

function addDiagnostics(program: Command, execute: Execute): void {
  withCommonOptions(program.command('diagnostics'))
    .description('write what helps to find a fault, without naming anyone, for a report')
    .option('--task <id>', 'the task that the report is about')
    .option('--out <file>', 'where it is written (muniment-diagnostics.json unless said)')
    .action((options: DiagnosticsOptions) => execute(diagnosticsCommand, options))
}

function addServe(program: Command, execute: Execute): void {
  withCommonOptions(program.command('serve'))
    .description('serve Muniment to other programs by HTTP')
    .option('--config <file>', 'configuration file (TOML); its settings are those of the README (or MUNIMENT_CONFIG)')
    .option('--host <host>', 'address to listen on (127.0.0.1 unless said)')
    .option('--port <port>', 'port to listen on; 0 takes a free one (7420 unless said)')
    .option('--archives <folder>', 'where sealed archives are put')
    .option('--allowed-host <name>', 'a name of this server behind a proxy; may be given several times', collect)
    .option('--concurrency <items>', 'how many items are worked on at once')
    .option('--typesetters <processes>', 'how many child processes typeset reports')
    .option('--log-level <level>', 'error, warning, info or debug')
    .option('--log-format <format>', 'text or json')
    .option('--show-settings', 'show the settings that hold and who said so, and end')
    .action((options: ServeOptions) => execute(serveCommand, options))
}

function addWorker(program: Command, execute: Execute): void {
  withCommonOptions(program.command('worker'))
    .description('execute tasks of an installation on PostgreSQL that a server serves; start as many as you like')
    .option('--config <file>', 'configuration file (TOML), the same as of the server (or MUNIMENT_CONFIG)')
    .option('--archives <folder>', 'where sealed archives are put')
    .option('--concurrency <items>', 'how many items this worker works on at once')
    .option('--typesetters <processes>', 'how many child processes typeset reports')
    .option('--log-level <level>', 'error, warning, info or debug')
    .option('--log-format <format>', 'text or json')
    .action((options: SharedOptions) => execute(workerCommand, options))
}

function addMoveDatabase(program: Command, execute: Execute): void {
  withCommonOptions(program.command('move-database'))
    .description('move the database of this computer from SQLite to PostgreSQL; stop Muniment before')
    .option('--to <address>', 'postgresql://…; others see it here, so rather set MUNIMENT_DATABASE')
    .action((options: MoveDatabaseCommandOptions) => execute(moveDatabaseCommand, options))
}

function addBackups(program: Command, execute: Execute): void {
  withCommonOptions(program.command('backup'))
    .argument('<folder>', 'where the backup is put; must be empty, or not there yet')
    .description('copy everything to a folder while it is used, and read the copy again')
    .option('--with-key', 'put the key of kept sign-ins into it too')
    .option('--check', 'only look whether the backup that is there is whole')
    .action((folder: string, options: BackupOptions) => execute((o, i) => backupCommand(folder, o, i), options))
  withCommonOptions(program.command('restore'))
    .argument('<folder>', 'a folder that `backup` has made')
    .description('make an installation of a backup; the data folder must be empty, or not there yet')
    .option('--archives <folder>', 'where archives are put (`archives` in the data folder unless said)')
    .action((folder: string, options: RestoreCommandOptions) =>
      execute((o, i) => restoreCommand(folder, o, i), options),
    )
}

function addKeys(program: Command, execute: Execute): void {
  const keys = program.command('keys').description('who may use this Muniment over a network')
  withCommonOptions(keys.command('list', { isDefault: true }))
    .description('show the keys, also those that no longer hold')
    .action((options: CommonOptions) => execute(listKeysCommand, options))
  withCommonOptions(keys.command('add'))
    .argument('<name>', 'who or what the key is for')
    .description('make a key; it is shown this once')
    .option('--role <role>', accessRoles.join(', '), 'viewer')
    .option('--owner <name>', 'whose sources it reaches; made if need be (an owner called like the key unless said)')
    .option('--source <id>', 'limit it to this source, whoever it belongs to; may be given several times', collect)
    .option('--expires <day>', 'last day on which it holds, such as 2027-03-31')
    .action((name: string, options: AddKeyOptions) => execute((o, i) => addKeyCommand(name, o, i), options))
  withCommonOptions(keys.command('revoke'))
    .argument('<id>', 'id of a key')
    .description('take a key back')
    .action((id: string, options: CommonOptions) => execute((o, i) => revokeKeyCommand(id, o, i), options))
}

function addOwners(program: Command, execute: Execute): void {
  const owners = program.command('owners').description('whom sources, and what was archived of them, belong to')
  withCommonOptions(owners.command('list', { isDefault: true }))
    .description('show owners and their sources')
    .action((options: CommonOptions) => execute(listOwnersCommand, options))
  withCommonOptions(owners.command('give'))
    .argument('<source>', 'id of a source')
    .argument('<owner>', 'name of the new owner')
    .description('give a source to another owner, with its tasks and archives')
    .action((source: string, owner: string, options: CommonOptions) =>
      execute((o, i) => giveSourceCommand(source, owner, { options: o, invocation: i }), options),
    )
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
