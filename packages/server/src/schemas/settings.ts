import { z } from 'zod'
import { localizedText } from './localized-text.ts'

const settingsGroup = z
  .object({ key: z.string(), label: localizedText })
  .meta({ id: 'SettingsGroup', description: 'Settings of one group are shown together.' })

const visibleWhen = z
  .object({
    setting: z.string().describe('Key of a boolean or choice setting of the same driver.'),
    isOneOf: z.array(z.union([z.string(), z.boolean()])).readonly(),
  })
  .meta({ id: 'VisibleWhen', description: 'Shown, and taken into account, only while another setting has a value.' })

const fixedSetting = z
  .object({ reason: localizedText })
  .meta({ id: 'FixedSetting', description: 'Why a setting cannot be changed.' })

const base = {
  key: z.string().describe('Name of the setting: `paperSize`. Unique within a driver.'),
  label: localizedText,
  help: localizedText.optional(),
  group: settingsGroup,
  visibleWhen: visibleWhen.optional(),
  fixed: fixedSetting.optional().describe('Present if an operator has decided: it is its default, and stays so.'),
}

const booleanSetting = z
  .object({ ...base, kind: z.literal('boolean'), default: z.boolean() })
  .meta({ id: 'BooleanSetting', description: 'A setting that is on or off.' })

const integerSetting = z
  .object({
    ...base,
    kind: z.literal('integer'),
    default: z.int(),
    minimum: z.int(),
    maximum: z.int(),
    unit: z.string().optional().describe('Shown behind the number, such as `px`.'),
  })
  .meta({ id: 'IntegerSetting', description: 'A whole number within limits, both included.' })

const textSetting = z
  .object({
    ...base,
    kind: z.literal('text'),
    default: z.string(),
    maximumLength: z.int().describe('In UTF-16 units.'),
    format: z
      .literal('time-zone')
      .optional()
      .describe('What the text must be: a name of the IANA time zone database, such as `Europe/Berlin`.'),
  })
  .meta({ id: 'TextSetting', description: 'A text of limited length.' })

const choiceOption = z
  .object({
    value: z.string(),
    label: localizedText,
    help: localizedText.optional(),
    requires: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('Values of the same multi-choice setting that must be chosen too.'),
  })
  .meta({ id: 'ChoiceOption', description: 'One of the values of a choice.' })

const choiceSetting = z
  .object({ ...base, kind: z.literal('choice'), default: z.string(), options: z.array(choiceOption).readonly() })
  .meta({ id: 'ChoiceSetting', description: 'One value out of several.' })

const multiChoiceSetting = z
  .object({
    ...base,
    kind: z.literal('multi-choice'),
    default: z.array(z.string()).readonly(),
    options: z.array(choiceOption).readonly(),
    minimumChoices: z.int().describe('How many must be chosen at least.'),
  })
  .meta({ id: 'MultiChoiceSetting', description: 'Any number of values out of several.' })

const namingVariable = z
  .object({
    name: z.string(),
    label: localizedText,
    example: z.string().describe('For a preview.'),
    canBeEmpty: z.boolean().optional().describe('Whether an item can be without it.'),
  })
  .meta({ id: 'NamingVariable', description: 'A variable that a naming pattern may use.' })

const namingPatternSetting = z
  .object({
    ...base,
    kind: z.literal('naming-pattern'),
    default: z.string(),
    names: z.enum(['archive', 'folder', 'file']).describe('What the pattern makes the name of.'),
    allowsFolders: z.boolean().describe('Whether `/` makes nested folders.'),
    variables: z.array(namingVariable).readonly(),
  })
  .meta({ id: 'NamingPatternSetting', description: 'A pattern with `${variables}` that makes a name.' })

const scopeValue = z
  .object({
    mode: z.string(),
    ids: z.array(z.int()).readonly().optional().describe('Ids of the source, for modes that pick.'),
  })
  .meta({ id: 'ScopeValue', description: 'Which items of an activity are archived.' })

const scopeMode = z
  .object({
    value: z.string(),
    label: localizedText,
    picks: z.enum(['items', 'users', 'groups']).optional().describe('What `ids` name; absent if none are taken.'),
  })
  .meta({ id: 'ScopeMode', description: 'A way to say which items are archived.' })

const scopeSetting = z
  .object({ ...base, kind: z.literal('scope'), default: scopeValue, modes: z.array(scopeMode).readonly() })
  .meta({ id: 'ScopeSetting', description: 'Chooses which items of the activity are archived.' })

export const settingsDefinition = z
  .discriminatedUnion('kind', [
    booleanSetting,
    integerSetting,
    textSetting,
    choiceSetting,
    multiChoiceSetting,
    namingPatternSetting,
    scopeSetting,
  ])
  .meta({
    id: 'SettingsDefinition',
    description: 'One setting of a driver, from which every client builds its form or arguments.',
  })

export const settingValue = z
  .union([z.boolean(), z.number(), z.string(), z.array(z.string()).readonly(), scopeValue])
  .meta({ id: 'SettingValue', description: 'The value of a setting; its kind tells which of these it is.' })

/** Settings as a client gives them; the driver checks them against its definition. */
export const taskSettings = z
  .record(z.string().max(200), z.unknown())
  .meta({ id: 'TaskSettings', description: 'Settings by key. What is left out has its default.' })

export const validatedTaskSettings = z
  .record(z.string(), settingValue)
  .meta({ id: 'ValidatedTaskSettings', description: 'Checked settings by key, defaults filled in.' })

const settingOrigin = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('default') }).meta({ id: 'DefaultOrigin', description: 'The default of the driver.' }),
    z
      .object({ kind: z.literal('preset'), preset: z.string().describe('What the preset was called.') })
      .meta({ id: 'PresetOrigin', description: 'From a preset.' }),
    z.object({ kind: z.literal('given') }).meta({ id: 'GivenOrigin', description: 'Given with the request.' }),
  ])
  .meta({ id: 'SettingOrigin', description: 'Where a setting of a task comes from. Further kinds may come.' })

export const settingsOrigin = z
  .record(z.string(), settingOrigin)
  .meta({ id: 'SettingsOrigin', description: 'Where each setting of a task comes from, by its key.' })

export const settingsPreset = z
  .object({
    key: z.string().describe('Name in code, command line and RPC: `student-copy`.'),
    label: localizedText,
    help: localizedText.describe('What it is for and what it does.'),
    settings: validatedTaskSettings.describe('What is not named here has its default.'),
  })
  .meta({ id: 'SettingsPreset', description: 'Settings under a name, for a purpose: a starting point.' })

export const taskSettingsDefinition = z
  .object({ definitions: z.array(settingsDefinition).readonly(), presets: z.array(settingsPreset).readonly() })
  .meta({ id: 'TaskSettingsDefinition', description: 'What can be set for a task of a driver.' })
