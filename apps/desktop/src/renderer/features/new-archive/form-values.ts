import type {
  IntegerSetting,
  MultiChoiceSetting,
  ScopeSetting,
  SettingsDefinition,
  SettingValue,
  TextSetting,
} from '@muniment/sdk'
import type { Failure } from '../../connection/failure.ts'

/** Values by key, as a form holds them. A number that is being written is a text. */
export type FormValues = Readonly<Record<string, SettingValue>>

/** What is wrong with a value, as far as the form can tell by itself. */
export type FormFault =
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'length'; readonly maximum: number }
  | { readonly kind: 'time-zone' }
  | { readonly kind: 'choices'; readonly minimum: number }
  | { readonly kind: 'picks' }
  /** As the engine said it. */
  | { readonly kind: 'refused'; readonly text: Failure['text'] }

/** Settings that are shown together. */
export interface FormGroup {
  readonly key: string
  readonly label: SettingsDefinition['group']['label']
  readonly settings: readonly SettingsDefinition[]
}

/** The groups of a driver's settings, in the order in which it names them. */
export function groupsOf(definitions: readonly SettingsDefinition[]): readonly FormGroup[] {
  const groups = Map.groupBy(definitions, ({ group }) => group.key)
  return [...groups].flatMap(([key, settings]) => {
    const [first] = settings
    return first ? [{ key, label: first.group.label, settings }] : []
  })
}

/** The value that holds: what was entered, else what the form began with. */
export function valueOf(definition: SettingsDefinition, given: FormValues, beginning: FormValues): SettingValue {
  if (definition.fixed) return definition.default
  return given[definition.key] ?? beginning[definition.key] ?? definition.default
}

/** What holds for every setting. */
export function valuesOf(
  definitions: readonly SettingsDefinition[],
  given: FormValues,
  beginning: FormValues,
): FormValues {
  return Object.fromEntries(definitions.map((definition) => [definition.key, valueOf(definition, given, beginning)]))
}

/** Whether a setting is taken into account, given the others. */
export function isShown(
  { visibleWhen }: SettingsDefinition,
  definitions: readonly SettingsDefinition[],
  values: FormValues,
): boolean {
  if (!visibleWhen) return true
  const value = values[visibleWhen.setting]
  const other = definitions.find(({ key }) => key === visibleWhen.setting)
  // A setting that is hidden itself shows no other.
  return other !== undefined && visibleWhen.isOneOf.some((one) => one === value) && isShown(other, definitions, values)
}

export function isSameValue(one: SettingValue | undefined, other: SettingValue | undefined): boolean {
  return JSON.stringify(toComparable(one)) === JSON.stringify(toComparable(other))
}

/** The order in which things were chosen is no difference. */
function toComparable(value: SettingValue | undefined): unknown {
  if (Array.isArray(value)) return value.toSorted((one: string, other: string) => (one < other ? -1 : 1))
  if (typeof value === 'object' && 'mode' in value) return [value.mode, value.ids?.toSorted((a, b) => a - b) ?? []]
  return value
}

/** What is wrong with a value; undefined if nothing is. Patterns are for the engine to judge. */
export function faultOf(definition: SettingsDefinition, value: SettingValue): FormFault | undefined {
  switch (definition.kind) {
    case 'integer':
      return numberFault(definition, value)
    case 'text':
      return textFault(definition, value)
    case 'multi-choice':
      return choicesFault(definition, value)
    case 'scope':
      return scopeFault(definition, value)
    case 'boolean':
    case 'choice':
    case 'naming-pattern':
      return undefined
  }
}

/** A number as a person writes it; the text itself if it is none. */
export function readNumber(text: string): number | string {
  return /^-?\d{1,15}$/u.test(text.trim()) ? Number(text) : text
}

/** Values of a multi-choice setting without which an option makes no sense, and that are not chosen. */
export function lacksOf(
  { options }: MultiChoiceSetting,
  value: string,
  chosen: readonly string[],
): readonly MultiChoiceSetting['options'][number][] {
  const requires = options.find((option) => option.value === value)?.requires ?? []
  return options.filter((option) => requires.includes(option.value) && !chosen.includes(option.value))
}

/** The choice without those options that lack what they need: where one is left out, what needs it goes, too. */
export function withoutLacking(definition: MultiChoiceSetting, chosen: readonly string[]): readonly string[] {
  const kept = chosen.filter((value) => lacksOf(definition, value, chosen).length === 0)
  return kept.length === chosen.length ? kept : withoutLacking(definition, kept)
}

function numberFault({ minimum, maximum }: IntegerSetting, value: SettingValue): FormFault | undefined {
  const isGood = typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum && value <= maximum
  return isGood ? undefined : { kind: 'number', minimum, maximum }
}

function textFault({ maximumLength, format }: TextSetting, value: SettingValue): FormFault | undefined {
  if (typeof value !== 'string' || value.length > maximumLength) return { kind: 'length', maximum: maximumLength }
  return format === 'time-zone' && !isTimeZone(value) ? { kind: 'time-zone' } : undefined
}

function choicesFault(definition: MultiChoiceSetting, value: SettingValue): FormFault | undefined {
  const { minimumChoices } = definition
  const isEnough = Array.isArray(value) && value.length >= minimumChoices
  return isEnough ? undefined : { kind: 'choices', minimum: minimumChoices }
}

function scopeFault({ modes }: ScopeSetting, value: SettingValue): FormFault | undefined {
  if (typeof value !== 'object' || !('mode' in value)) return { kind: 'picks' }
  const picks = modes.find((mode) => mode.value === value.mode)?.picks
  return picks !== undefined && (value.ids ?? []).length === 0 ? { kind: 'picks' } : undefined
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // A RangeError: there is no such time zone.
    return false
  }
}
