import type { ActivityArchivingDriver } from '../driver/activity-archiving-driver.ts'
import type { PresetChooser } from '../driver/preset-chooser.ts'
import type { ChosenPreset } from '../driver/settings-origin.ts'
import { ArchivingError } from '../errors/index.ts'
import { findPresetProblems, validatePresetSettings } from './preset-problems.ts'
import type { Preset, PresetProblem, PresetService, SavePresetRequest } from './preset-service.ts'
import type { KeptPreset, PresetStore } from './preset-store.ts'

const mostPresets = 200
const longestName = 64

/** What the preset service stands on. */
export interface PresetServicePorts {
  readonly presets: PresetStore
  /** @throws ArchivingError `not_found`. */
  readonly driverOf: (driverId: string) => ActivityArchivingDriver
  readonly newId: () => string
}

/** Presets of drivers and of the database. */
export class StoredPresetService implements PresetService, PresetChooser {
  readonly #ports: PresetServicePorts

  constructor(ports: PresetServicePorts) {
    this.#ports = ports
  }

  async list(driverId: string): Promise<readonly Preset[]> {
    return this.#listOf(this.#ports.driverOf(driverId))
  }

  async save({ driverId, name, settings, replace = false }: SavePresetRequest): Promise<Preset> {
    const driver = this.#ports.driverOf(driverId)
    const checked = validatePresetSettings(driver.availableTaskSettings, settings)
    const kept = await this.#ports.presets.list(driverId)
    const cleanName = checkName(driver, name)
    const same = kept.find((candidate) => isSameName(candidate.name, cleanName))
    if (same && !replace) throw nameTaken(cleanName)
    if (!same && kept.length >= mostPresets) throw tooMany()
    const id = same?.id ?? this.#ports.newId()
    if (!(await this.#ports.presets.save({ id, driverId, name: cleanName, settings: checked })))
      throw nameTaken(cleanName)
    return this.#get(driver, id)
  }

  async rename(driverId: string, preset: string, name: string): Promise<Preset> {
    const driver = this.#ports.driverOf(driverId)
    const { key, settings } = await this.#getKept(driver, preset)
    const cleanName = checkName(driver, name)
    if (!(await this.#ports.presets.save({ id: key, driverId, name: cleanName, settings }))) throw nameTaken(cleanName)
    return this.#get(driver, key)
  }

  async remove(driverId: string, preset: string): Promise<void> {
    const { key } = await this.#getKept(this.#ports.driverOf(driverId), preset)
    await this.#ports.presets.remove(driverId, key)
  }

  async setDefault(driverId: string, preset: string | null): Promise<void> {
    const driver = this.#ports.driverOf(driverId)
    const chosen = preset === null ? null : await this.#get(driver, preset)
    if (chosen) assertUsable(chosen)
    await this.#ports.presets.setDefault(driverId, chosen?.key ?? null)
  }

  async choose(driver: ActivityArchivingDriver, preset: string | null | undefined): Promise<ChosenPreset | undefined> {
    if (preset === null) return undefined
    const all = await this.#listOf(driver)
    const chosen = preset === undefined ? all.find(({ isDefault }) => isDefault) : find(all, preset)
    if (!chosen) return undefined
    assertUsable(chosen)
    return {
      key: chosen.key,
      name: chosen.kind === 'built-in' ? chosen.key : chosen.name.en,
      settings: chosen.settings,
    }
  }

  async #listOf(driver: ActivityArchivingDriver): Promise<readonly Preset[]> {
    const { presets } = this.#ports
    const defaultKey = await presets.defaultOf(driver.id)
    const kept = (await presets.list(driver.id)).map((preset) => toKept(driver, preset, defaultKey))
    return [...driver.settingsPresets.map((preset) => toBuiltIn(driver, preset, defaultKey)), ...kept]
  }

  async #get(driver: ActivityArchivingDriver, preset: string): Promise<Preset> {
    return find(await this.#listOf(driver), preset)
  }

  async #getKept(driver: ActivityArchivingDriver, preset: string): Promise<Preset> {
    const found = await this.#get(driver, preset)
    if (found.kind === 'kept') return found
    throw new ArchivingError('not_supported', `The preset “${found.key}” comes with the archiver and stays as it is.`)
  }
}

function toBuiltIn(
  { id: driverId }: ActivityArchivingDriver,
  { key, label, help, settings }: ActivityArchivingDriver['settingsPresets'][number],
  defaultKey: string | null,
): Preset {
  return { key, driverId, kind: 'built-in', name: label, help, settings, isDefault: key === defaultKey, problems: [] }
}

function toKept(driver: ActivityArchivingDriver, preset: KeptPreset, defaultKey: string | null): Preset {
  const { id, driverId, name, settings } = preset
  const problems = findPresetProblems(driver.availableTaskSettings, settings)
  const isDefault = id === defaultKey
  return { key: id, driverId, kind: 'kept', name: { en: name }, help: null, settings, isDefault, problems }
}

/** By key, or of a kept one by name. */
function find(presets: readonly Preset[], wanted: string): Preset {
  const found =
    presets.find(({ key }) => key === wanted) ??
    presets.find(({ kind, name }) => kind === 'kept' && isSameName(name.en, wanted))
  if (found) return found
  const known = presets.map(({ key, kind, name }) => (kind === 'kept' ? name.en : key)).join(', ')
  const message = `There is no preset “${wanted}”. ${known === '' ? 'This archiver has none.' : `There are: ${known}.`}`
  throw new ArchivingError('settings_invalid', message, { details: { preset: wanted } })
}

function assertUsable({ name, problems }: Preset): void {
  if (problems.length === 0) return
  const message = `The preset “${name.en}” was kept for an earlier version of the archiver. Keep it anew without what is not taken any more: ${sentences(problems)}`
  throw new ArchivingError('settings_invalid', message, {
    details: { preset: name.en, settings: problems.map(({ setting }) => setting) },
  })
}

const sentences = (problems: readonly PresetProblem[]): string => problems.map(({ message }) => message).join(' ')

function checkName(driver: ActivityArchivingDriver, name: string): string {
  const clean = name.normalize('NFC').trim()
  const details = { field: 'name' }
  if (clean === '' || clean.length > longestName || /\p{Cc}/u.test(clean)) {
    throw new ArchivingError('input_invalid', `The name of a preset has 1 to ${longestName} characters in one line.`, {
      details,
    })
  }
  if (driver.settingsPresets.some(({ key }) => isSameName(key, clean))) {
    throw new ArchivingError(
      'input_invalid',
      `“${clean}” is a preset that comes with the archiver. Take another name.`,
      {
        details,
      },
    )
  }
  return clean
}

const isSameName = (first: string, second: string): boolean =>
  first.normalize('NFC').toLowerCase() === second.normalize('NFC').trim().toLowerCase()

function nameTaken(name: string): ArchivingError {
  return new ArchivingError(
    'state_conflict',
    `There is a preset “${name}” already. Replace it, or take another name.`,
    {
      details: { field: 'name' },
    },
  )
}

function tooMany(): ArchivingError {
  return new ArchivingError(
    'state_conflict',
    `This archiver has ${mostPresets} presets, which is as many as there can be. Remove one first.`,
  )
}
