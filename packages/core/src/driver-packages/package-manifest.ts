import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJson } from '../parse-json.ts'

/** What the `package.json` of a package with drivers says. */
export interface PackageManifest {
  readonly name: string
  /** Empty if it does not tell. */
  readonly version: string
  readonly drivers: DriversOfPackage | { readonly fault: string }
}

/** The field `muniment`: that the package has drivers, written for which contract, and in which module. */
export interface DriversOfPackage {
  readonly contract: number
  /** Path of the module within the package: `./dist/index.js`. */
  readonly module: string
}

const packageJson = z.object({
  name: z.string().min(1).max(214).catch(''),
  version: z.string().max(100).catch(''),
  muniment: z.unknown().optional(),
})

const munimentField = z.object({ contract: z.int().min(1), drivers: z.string().min(1) })

/** Every package has one; it is read for each. */
const largestBytes = 1_000_000

/**
 * Reads whether the package in a folder has drivers. Undefined for any other package, and where there is none.
 *
 * @param nameOfFolder how it is called where it does not tell
 */
export async function readPackageManifest(folder: string, nameOfFolder: string): Promise<PackageManifest | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '')
  // Nearly all packages are not ours: those need no parsing.
  if (text.length > largestBytes || !text.includes('"muniment"')) return undefined
  const parsed = packageJson.safeParse(parseJson(text))
  if (!parsed.success) {
    return { name: nameOfFolder, version: '', drivers: { fault: 'Its package.json cannot be read as JSON.' } }
  }
  const { version, muniment } = parsed.data
  if (muniment === undefined) return undefined
  const name = parsed.data.name === '' ? nameOfFolder : parsed.data.name
  const field = munimentField.safeParse(muniment)
  if (!field.success) {
    const fault = 'In its package.json, “muniment” must be like { "contract": 1, "drivers": "./dist/index.js" }.'
    return { name, version, drivers: { fault } }
  }
  return { name, version, drivers: { contract: field.data.contract, module: field.data.drivers } }
}
