import { z } from 'zod'
import { columnsAfter, columnsBefore } from '../archive/item-lists.ts'
import { isActivityArchiver, type ActivityArchiver } from './activity-archiver.ts'
import { definitionFaults, presetFaults } from './definition-faults.ts'
import { driverIdPattern } from './driver-registry.ts'
import { localizedTextSchema, settingsDefinitionSchema, settingsPresetSchema } from './settings-definition-schema.ts'

const driverSchema = z.object({
  id: z.string().regex(driverIdPattern, 'must be lower-case letters, digits and hyphens'),
  name: localizedTextSchema,
  activityKind: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/u, 'must be the module name of the LMS, such as “glossary”'),
  itemColumns: z.array(
    z.string().regex(/^[a-z][a-z0-9_]{0,63}$/u, 'must be lower-case letters, digits and underscores'),
  ),
  availableTaskSettings: z.array(settingsDefinitionSchema),
  settingsPresets: z.array(settingsPresetSchema),
})

/** Columns of items.csv that every archive has. */
const ourColumns: ReadonlySet<string> = new Set([...columnsBefore, ...columnsAfter])

const ownMethods = ['describeActivity', 'listItems', 'archiveItem'] as const satisfies (keyof ActivityArchiver)[]

/**
 * What is wrong with a driver before it has done anything: its id, its names, its columns, its settings and presets, the
 * methods that it must have. A sentence each; empty if all is well. Nothing of the driver is called.
 */
export function driverFaults(driver: unknown): readonly string[] {
  if (!isActivityArchiver(driver)) return ['It must extend ActivityArchiver of @muniment/core.']
  const missing = ownMethods.filter((method) => typeof driver[method] !== 'function')
  const form = driverSchema.safeParse(driver)
  if (!form.success) return [...missing.map(missingMethod), ...form.error.issues.slice(0, mostFaults).map(toSentence)]
  const { itemColumns, availableTaskSettings, settingsPresets } = driver
  return [
    ...missing.map(missingMethod),
    ...columnFaults(itemColumns),
    ...definitionFaults(availableTaskSettings),
    ...presetFaults(settingsPresets, availableTaskSettings),
  ].slice(0, mostFaults)
}

/** More do not help; most follow from the first. */
const mostFaults = 5

const missingMethod = (method: string): string => `It has no method ${method}.`

function toSentence({ path, message }: z.core.$ZodIssue): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return `Its ${place.replace(/^\./u, '')} is not as it should be: ${message}.`
}

function columnFaults(columns: readonly string[]): readonly string[] {
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index)
  return [
    ...twice.map((column) => `It has the column ${column} twice.`),
    ...columns
      .filter((column) => ourColumns.has(column))
      .map((column) => `Its column ${column} has a name that every archive uses already.`),
  ]
}
