import { realpath } from 'node:fs/promises'
import { isActivityArchiver, type ActivityArchiver } from '../driver/activity-archiver.ts'
import { archiverMark } from '../driver/driver-contract.ts'
import { driverFaults } from '../driver/driver-faults.ts'
import type { DriverHost } from '../driver/driver-host.ts'
import type { DriverRegistry } from '../driver/driver-registry.ts'
import { findDriverPackages, type FoundPackage } from './find-driver-packages.ts'
import { describeThrown, importDrivers, loadingLimitMs, PackageFault } from './import-drivers.ts'
import { shareCoreWith } from './share-core.ts'

/** What loading works with. */
export interface LoadingPorts {
  readonly registry: DriverRegistry
  readonly host: DriverHost
  /** Told of each package before its code runs, and of what led to a problem. */
  readonly onDiagnostic: (diagnostic: {
    readonly level: 'debug' | 'warning'
    readonly message: string
    readonly cause?: unknown
  }) => void
  /** How long a module may take to load. Default: 10 seconds. */
  readonly limitMs?: number
}

/**
 * Registers the drivers of all packages that are found in the folders. What cannot be used is kept with the registry, by
 * package, and never keeps the others from working.
 */
export async function loadDriverPackages(folders: readonly string[], ports: LoadingPorts): Promise<void> {
  const packages = await findDriverPackages(folders)
  if (packages.length === 0) return
  const used = new Map<string, string>()
  shareCoreWith([...(await realFolders(folders)), ...packages.map(({ folder }) => folder)])
  for (const found of packages) {
    const folder = used.get(found.name)
    try {
      if (folder !== undefined) throw new PackageFault(`It is installed twice; the one in ${folder} is used.`)
      used.set(found.name, found.folder)
      await loadPackage(found, ports)
    } catch (error) {
      report(found, error, ports)
    }
  }
}

/** Modules are named by where they really are. */
async function realFolders(folders: readonly string[]): Promise<readonly string[]> {
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)))
  return real.filter((folder) => folder !== undefined)
}

async function loadPackage(found: FoundPackage, ports: LoadingPorts): Promise<void> {
  // Code that never ends, or ends the process, cannot be stopped: so it is told before.
  ports.onDiagnostic({ level: 'debug', message: `loading the archivers of ${titleOf(found)}` })
  const factories = await importDrivers(found, ports.limitMs ?? loadingLimitMs)
  for (const [index, factory] of factories.entries()) {
    try {
      register(makeDriver(factory, `driver ${index + 1} of ${factories.length}`, ports.host), found, ports.registry)
    } catch (error) {
      report(found, error, ports)
    }
  }
}

/** The list has classes or functions: `drivers = [GlossaryArchiver]`, `drivers = [(host) => new GlossaryArchiver(host)]`. */
function makeDriver(factory: unknown, what: string, host: DriverHost): ActivityArchiver {
  let made: unknown
  try {
    if (isArchiverClass(factory)) made = new factory(host)
    else if (typeof factory === 'function') made = factory(host)
  } catch (cause) {
    throw new PackageFault(`Its ${what} cannot be made: ${describeThrown(cause)}`, { cause })
  }
  if (isActivityArchiver(made)) return made
  throw new PackageFault(
    `Its ${what} is neither a class that extends ActivityArchiver of @muniment/core, nor a function that makes one.`,
  )
}

type ArchiverClass = new (host: DriverHost) => unknown

function isArchiverClass(factory: unknown): factory is ArchiverClass {
  if (typeof factory !== 'function') return false
  const { prototype }: { prototype?: unknown } = factory
  return typeof prototype === 'object' && prototype !== null && archiverMark in prototype
}

function register(driver: ActivityArchiver, found: FoundPackage, registry: DriverRegistry): void {
  const faults = driverFaults(driver)
  if (faults.length > 0) throw new PackageFault(`Its driver “${driver.id}” is not usable. ${faults.join(' ')}`)
  if (registry.has(driver.id)) {
    const origin = registry.originOf(driver.id)
    const other = origin.kind === 'built-in' ? 'Muniment’s own' : `that of ${origin.packageName}`
    throw new PackageFault(`Its driver has the id “${driver.id}”, which is taken; ${other} is used.`)
  }
  const { name: packageName, version, folder } = found
  registry.register(driver, { kind: 'package', packageName, version, folder })
}

function report(found: FoundPackage, error: unknown, { registry, onDiagnostic }: LoadingPorts): void {
  const reason = error instanceof PackageFault ? error.message : describeThrown(error)
  const message = `The package ${titleOf(found)} in ${found.folder} cannot be used as it is. ${reason}`
  const { name: packageName, version, folder } = found
  registry.reportProblem({ packageName, version, folder, message })
  const cause = error instanceof PackageFault ? error.cause : error
  onDiagnostic({ level: 'warning', message, ...(cause !== undefined && { cause }) })
}

const titleOf = ({ name, version }: FoundPackage): string => (version === '' ? name : `${name} ${version}`)
