import type { LocalizedText } from '../errors/localized-text.ts'

export type { LocalizedText }

/** What every setting has. */
interface SettingBase {
  /** Name of the setting in code, command line and RPC: `paperSize`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  /** One or two sentences for people. */
  readonly help?: LocalizedText
  /** Settings of one group are shown together. */
  readonly group: SettingsGroup
  /** Shown, and taken into account, only while another setting has one of these values. */
  readonly visibleWhen?: VisibleWhen
  /** Present if an operator has decided: the setting is its default, and no other value is taken. */
  readonly fixed?: FixedSetting
}

export interface FixedSetting {
  /** Why, for those who would have set it otherwise. */
  readonly reason: LocalizedText
}

export interface SettingsGroup {
  readonly key: string
  readonly label: LocalizedText
}

export interface VisibleWhen {
  /** Key of a boolean or choice setting of the same driver. */
  readonly setting: string
  readonly isOneOf: readonly (string | boolean)[]
}

export interface BooleanSetting extends SettingBase {
  readonly kind: 'boolean'
  readonly default: boolean
}

export interface IntegerSetting extends SettingBase {
  readonly kind: 'integer'
  readonly default: number
  readonly minimum: number
  readonly maximum: number
  /** Shown behind the number, such as `px` or `MB`. */
  readonly unit?: string
}

export interface TextSetting extends SettingBase {
  readonly kind: 'text'
  readonly default: string
  /** In UTF-16 units. */
  readonly maximumLength: number
  /** What the text must be: `time-zone` is a name of the IANA time zone database, such as `Europe/Berlin`. */
  readonly format?: 'time-zone'
}

export interface ChoiceOption {
  readonly value: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  /** Values of the same multi-choice setting without which this one makes no sense; they must be chosen too. */
  readonly requires?: readonly string[]
}

export interface ChoiceSetting extends SettingBase {
  readonly kind: 'choice'
  readonly default: string
  readonly options: readonly ChoiceOption[]
}

export interface MultiChoiceSetting extends SettingBase {
  readonly kind: 'multi-choice'
  readonly default: readonly string[]
  readonly options: readonly ChoiceOption[]
  /** How many must be chosen at least. */
  readonly minimumChoices: number
}

/** A pattern with `${variables}` that makes a file or folder name. */
export interface NamingPatternSetting extends SettingBase {
  readonly kind: 'naming-pattern'
  readonly default: string
  /** What the pattern makes the name of. */
  readonly names: 'archive' | 'folder' | 'file'
  /** Whether `/` makes nested folders. */
  readonly allowsFolders: boolean
  readonly variables: readonly NamingVariable[]
}

export interface NamingVariable {
  readonly name: string
  readonly label: LocalizedText
  /** For a preview: `Łukasz`. */
  readonly example: string
  /** Whether an item can be without it. Default: false. */
  readonly canBeEmpty?: boolean
}

/** Which items of the activity are archived. */
export interface ScopeSetting extends SettingBase {
  readonly kind: 'scope'
  readonly default: ScopeValue
  readonly modes: readonly ScopeMode[]
}

export interface ScopeMode {
  readonly value: string
  readonly label: LocalizedText
  /** What `ids` of the value name in this mode; undefined if the mode takes none. */
  readonly picks?: 'items' | 'users' | 'groups'
}

export interface ScopeValue {
  readonly mode: string
  /** Ids of the source, for modes that pick. */
  readonly ids?: readonly number[]
}

/** One setting of a driver, from which every client builds its form or arguments. */
export type SettingsDefinition =
  | BooleanSetting
  | IntegerSetting
  | TextSetting
  | ChoiceSetting
  | MultiChoiceSetting
  | NamingPatternSetting
  | ScopeSetting

export type SettingValue = boolean | number | string | readonly string[] | ScopeValue

/** Settings under a name, for a purpose: a starting point that a person can choose and change. */
export interface SettingsPreset {
  /** Name in code, command line and RPC: `student-copy`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  /** What it is for and what it does, in a sentence or two. */
  readonly help: LocalizedText
  /** Valid settings; what is not named here has its default. */
  readonly settings: Readonly<Record<string, SettingValue>>
}

/** Settings as a client gives them: not checked yet. */
export type TaskSettings = Readonly<Record<string, unknown>>

/** Settings checked against their definition, with all defaults filled in. */
export type ValidatedTaskSettings = Readonly<Record<string, SettingValue>>
