import { realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { driverContract } from '../driver/driver-contract.ts'
import type { FoundPackage } from './find-driver-packages.ts'
import { ourName, sharedNames } from './share-core.ts'
import { trialImport, type TrialOutcome } from './trial-import.ts'

/** Why a package, or a driver of it, cannot be used: a sentence or two. */
export class PackageFault extends Error {
  override readonly name = 'PackageFault'
}

/** Loading a module takes milliseconds; one that waits for something else waits for ever. */
export const loadingLimitMs = 10_000

/** More drivers than any package has. */
const mostDrivers = 50

/**
 * Imports the module of a package and gives what it exports as `drivers`. Its code runs from here on, with all rights
 * of this program.
 *
 * @throws PackageFault
 */
export async function importDrivers(found: FoundPackage, limitMs = loadingLimitMs): Promise<readonly unknown[]> {
  const { drivers } = found
  if ('fault' in drivers) throw new PackageFault(drivers.fault)
  if (drivers.contract !== driverContract) throw new PackageFault(otherContract(drivers.contract))
  const path = await modulePath(found.folder, drivers.module)
  const outcome = await trialImport({ url: pathToFileURL(path).href, ourName, exportedNames: sharedNames() }, limitMs)
  if (outcome !== 'over') throw new PackageFault(toldBy[outcome](limitMs))
  const exported = await importWithin(path, limitMs)
  const list = 'drivers' in exported ? exported.drivers : undefined
  if (!Array.isArray(list)) {
    throw new PackageFault(`Its module ${drivers.module} must export a list of drivers: export const drivers = […].`)
  }
  if (list.length === 0 || list.length > mostDrivers) {
    throw new PackageFault(`Its list of drivers has ${list.length} entries; there must be from 1 to ${mostDrivers}.`)
  }
  return list
}

const toldBy: Readonly<Record<Exclude<TrialOutcome, 'over'>, (limitMs: number) => string>> = {
  late: (limitMs) => `Its module was not loaded within ${limitMs / 1_000} seconds.`,
  waiting: () => 'Its module waits for something that never comes (a top-level await).',
  exits: () => 'Its module ends the program that loads it (process.exit). Does “drivers” name the right module?',
}

function otherContract(contract: number): string {
  const advice =
    contract > driverContract
      ? 'Update Muniment.'
      : 'Ask its authors for a newer version, or install an older Muniment.'
  return `It was written for version ${contract} of the contract of drivers; this Muniment has version ${driverContract}. ${advice}`
}

/** A module outside of the package is not what was installed. */
async function modulePath(folder: string, module: string): Promise<string> {
  const path = await realpath(resolve(folder, module)).catch((cause: unknown) => {
    throw new PackageFault(`Its module ${module} is not there. Was the package built before it was packed?`, { cause })
  })
  if (path.startsWith(folder + sep)) return path
  throw new PackageFault(`Its module ${module} lies outside of the package.`)
}

async function importWithin(path: string, limitMs: number): Promise<object> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  // It also keeps the process alive, which would end if nothing but a promise were left.
  const timer = setTimeout(() => {
    reject(new PackageFault(toldBy.late(limitMs)))
  }, limitMs)
  try {
    const exported: unknown = await Promise.race([import(pathToFileURL(path).href), late])
    return typeof exported === 'object' && exported !== null ? exported : {}
  } catch (cause) {
    if (cause instanceof PackageFault) throw cause
    const reason = `${describeThrown(cause)}${whereItIs(cause, path)}`
    throw new PackageFault(`Its module cannot be loaded: ${reason}`, { cause })
  } finally {
    clearTimeout(timer)
  }
}

/** What was thrown, in one line. */
export function describeThrown(thrown: unknown): string {
  return oneLine(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown))
}

/** Node does not tell where a module cannot be parsed, unless it is asked for that alone. */
function whereItIs(thrown: unknown, path: string): string {
  const isParsing = thrown instanceof SyntaxError && !thrown.message.includes('requested module')
  return isParsing ? `. This tells where: node --check ${path}` : ''
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
  return line.length > 400 ? `${line.slice(0, 400)} …` : line
}
