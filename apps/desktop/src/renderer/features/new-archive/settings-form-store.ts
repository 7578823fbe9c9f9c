import type { Preset, SettingsDefinition, SettingValue } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../connection/failure.ts'
import {
  faultOf,
  groupsOf,
  isSameValue,
  isShown,
  valueOf,
  valuesOf,
  type FormFault,
  type FormValues,
} from './form-values.ts'

/** A form over the settings of one driver. */
export interface SettingsForm {
  readonly presets: readonly Preset[]
  /** Key of the preset that the form began with; null for the driver's own defaults. */
  readonly presetKey: string | null
  /** What was entered since. */
  readonly given: FormValues
  /** What the engine refused, by key, until it is changed. */
  readonly refused: Readonly<Record<string, Failure['text']>>
  /** Groups that are unfolded, by key. */
  readonly openGroups: ReadonlySet<string>
  /** The setting that wants to be looked at; a new object each time. */
  readonly shown: { readonly key: string } | null
}

/** Where the form is filled in. */
export interface Surroundings {
  /** Of the app, such as `de`. */
  readonly language: string
  /** Of the computer, such as `Europe/Berlin`. */
  readonly timeZone: string
}

/** What a task is made with. */
export interface FormRequest {
  readonly preset: string | null
  readonly settings: FormValues
}

/** Keeps {@link SettingsForm}. Knows nothing of React. */
export class SettingsFormStore {
  readonly definitions: readonly SettingsDefinition[]
  readonly state: StoreApi<SettingsForm>
  /** What is usual here: the defaults, but for what this computer tells better. */
  readonly #usual: FormValues

  constructor(definitions: readonly SettingsDefinition[], presets: readonly Preset[], surroundings?: Surroundings) {
    this.definitions = definitions
    this.#usual = Object.fromEntries(
      definitions.map((definition) => [definition.key, usualValue(definition, surroundings)]),
    )
    const usual = presets.find(({ isDefault, problems }) => isDefault && problems.length === 0)
    this.state = createStore<SettingsForm>(() => ({
      presets,
      presetKey: usual?.key ?? null,
      given: {},
      refused: {},
      openGroups: new Set(),
      shown: null,
    }))
  }

  /** Enters a value. */
  change(key: string, value: SettingValue): void {
    const { given, refused } = this.state.getState()
    const { [key]: _said, ...others } = refused
    this.state.setState({ given: { ...given, [key]: value }, refused: others })
  }

  /** Puts the settings of a group back to what is usual. */
  reset(groupKey: string): void {
    for (const { key, group } of this.definitions) {
      const usual = this.#usual[key]
      if (group.key === groupKey && usual !== undefined) this.change(key, usual)
    }
  }

  /** Begins again with a preset, or the defaults. Which items are archived stays as it was entered. */
  choosePreset(presetKey: string | null): void {
    const { given } = this.state.getState()
    const scopes = new Set(this.definitions.filter(({ kind }) => kind === 'scope').map(({ key }) => key))
    const kept = Object.entries(given).filter(([key]) => scopes.has(key))
    this.state.setState({ presetKey, given: Object.fromEntries(kept), refused: {} })
  }

  /** Takes over what presets there are; what is shown stays as it is. */
  setPresets(presets: readonly Preset[], presetKey: string | null): void {
    const before = this.values()
    this.state.setState({ presets, presetKey })
    const beginning = this.#beginning()
    const given = this.definitions.filter(
      (definition) => !isSameValue(before[definition.key], valueOf(definition, {}, beginning)),
    )
    this.state.setState({
      given: Object.fromEntries(given.map(({ key, default: usual }) => [key, before[key] ?? usual])),
    })
  }

  /** Tells what the engine refused, and shows it. @returns whether the form has such a setting. */
  refuse(key: string, text: Failure['text']): boolean {
    if (!this.definitions.some((definition) => definition.key === key)) return false
    this.state.setState({ refused: { ...this.state.getState().refused, [key]: text } })
    return true
  }

  /** What holds for every setting. */
  values(): FormValues {
    return valuesOf(this.definitions, this.state.getState().given, this.#beginning())
  }

  /** What is wrong with a setting that is taken into account; undefined if nothing is. */
  faultOf(definition: SettingsDefinition): FormFault | undefined {
    const values = this.values()
    if (!isShown(definition, this.definitions, values)) return undefined
    const text = this.state.getState().refused[definition.key]
    if (text !== undefined) return { kind: 'refused', text }
    return faultOf(definition, values[definition.key] ?? definition.default)
  }

  /** How many settings of a group are not as usual. */
  deviationsIn(groupKey: string): number {
    const values = this.values()
    return this.definitions.filter(
      (definition) =>
        definition.group.key === groupKey &&
        isShown(definition, this.definitions, values) &&
        !isSameValue(values[definition.key], this.#usual[definition.key]),
    ).length
  }

  /** Unfolds the first setting with a fault, and shows it. @returns whether there is one. */
  showFault(): boolean {
    const faulty = this.definitions.find((definition) => this.faultOf(definition) !== undefined)
    if (!faulty) return false
    this.#open(faulty.group.key, true)
    this.state.setState({ shown: { key: faulty.key } })
    return true
  }

  fold(groupKey: string, isOpen: boolean): void {
    this.#open(groupKey, isOpen)
  }

  /** What a task is made with; undefined while something is wrong. */
  request(): FormRequest | undefined {
    if (this.definitions.some((definition) => this.faultOf(definition) !== undefined)) return undefined
    const values = this.values()
    const preset = this.#preset()
    const changed = this.definitions.filter(
      (definition) =>
        !definition.fixed &&
        isShown(definition, this.definitions, values) &&
        !isSameValue(values[definition.key], valueOf(definition, {}, preset)),
    )
    const settings = Object.fromEntries(changed.map(({ key, default: usual }) => [key, values[key] ?? usual]))
    return { preset: this.state.getState().presetKey, settings }
  }

  /** What a preset would keep: all that is not as usual, but for people and items of this one activity. */
  presetSettings(): FormValues {
    const values = this.values()
    const kept = this.definitions.filter(({ key, default: usual, fixed }) => {
      const value = values[key] ?? usual
      return !fixed && !isSameValue(value, this.#usual[key]) && !(typeof value === 'object' && 'ids' in value)
    })
    return Object.fromEntries(kept.map(({ key, default: usual }) => [key, values[key] ?? usual]))
  }

  /** The groups, in their order, with the settings of each that are shown. */
  groups() {
    const values = this.values()
    return groupsOf(this.definitions).map((group) => ({
      ...group,
      settings: group.settings.filter((definition) => isShown(definition, this.definitions, values)),
    }))
  }

  #open(groupKey: string, isOpen: boolean): void {
    const openGroups = new Set(this.state.getState().openGroups)
    if (isOpen) openGroups.add(groupKey)
    else openGroups.delete(groupKey)
    this.state.setState({ openGroups })
  }

  /** What holds while nothing is entered. */
  #beginning(): FormValues {
    return { ...this.#usual, ...this.#preset() }
  }

  /** What the chosen preset has, as far as it is of the right kind. */
  #preset(): FormValues {
    const { presets, presetKey } = this.state.getState()
    const settings = presets.find(({ key }) => key === presetKey)?.settings ?? {}
    return Object.fromEntries(
      this.definitions.flatMap(({ key, default: usual }) => {
        const value = settings[key]
        return isLike(value, usual) ? [[key, value]] : []
      }),
    )
  }
}

/** What this computer tells better than a driver can: in which language, and by which clock, its user reads. */
function usualValue(definition: SettingsDefinition, surroundings: Surroundings | undefined): SettingValue {
  const { kind, key, fixed, default: usual } = definition
  if (!surroundings || fixed) return usual
  if (kind === 'text' && definition.format === 'time-zone') return surroundings.timeZone
  // So is the language of reports called, wherever a driver has such a setting.
  if (kind !== 'choice' || key !== 'language') return usual
  return definition.options.some(({ value }) => value === surroundings.language) ? surroundings.language : usual
}

/** Whether a value has the form of another one. The engine has checked what it means. */
function isLike(value: unknown, usual: SettingValue): value is SettingValue {
  return typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual) && value !== null
}
