import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** A folder with the jars of veraPDF (Maven: `org.verapdf.apps:greenfield-apps`); nothing is fetched by the tests. */
const veraPdfFolder = process.env['VERAPDF_LIB']
/** Bytes that a judge may print. */
const mostSaid = 64 * 1024 * 1024
const veraPdfMain = 'org.verapdf.apps.GreenfieldCliWrapper'

/** The standards that a report is judged by, as veraPDF names them. */
export const flavours = ['3a', 'ua1'] as const
type Flavour = (typeof flavours)[number]

/** Why veraPDF cannot be asked here, or undefined if it can. */
export async function veraPdfMissing(): Promise<string | undefined> {
  if (veraPdfFolder === undefined || !existsSync(veraPdfFolder)) return 'VERAPDF_LIB names no folder with its jars'
  if (!readdirSync(veraPdfFolder).some((file) => file.startsWith('greenfield-apps')))
    return 'VERAPDF_LIB lacks its jars'
  return (await isInstalled('java', '-version')) ? undefined : 'no Java is installed'
}

/** What veraPDF says about a file: `PASS …` or `FAIL …` with the clauses that are broken. */
export function askVeraPdf(file: string, flavour: Flavour): Promise<string> {
  return runVeraPdf(flavour, ['-v', file])
}

/**
 * What veraPDF says about all files in a folder and the folders in it, asked in one process: a line for each file, and
 * after a `FAIL …` a line for each clause that is broken.
 */
export async function askVeraPdfOfFolder(folder: string, flavour: Flavour): Promise<readonly string[]> {
  return (await runVeraPdf(flavour, ['-v', '--recurse', folder])).trim().split('\n')
}

function runVeraPdf(flavour: Flavour, options: readonly string[]): Promise<string> {
  const classPath = path.join(veraPdfFolder ?? '', '*')
  const all = ['-cp', classPath, veraPdfMain, '--flavour', flavour, '--format', 'text', ...options]
  // It exits with 1 for a file that does not conform; what it says is what counts.
  return run('java', all, { maxBuffer: mostSaid }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
  )
}

/** Whether a program can be started here. */
export async function isInstalled(program: string, versionOption: string): Promise<boolean> {
  try {
    await run(program, [versionOption])
    return true
  } catch {
    return false
  }
}

/** What a program prints. */
export async function askProgram(program: string, options: readonly string[]): Promise<string> {
  return (await run(program, options, { maxBuffer: mostSaid })).stdout
}
