import { z } from 'zod'
import { identifier } from './identifier.ts'
import { localizedText } from './localized-text.ts'
import { taskSettings } from './settings.ts'

const driverId = identifier.describe('Id of the driver: `quiz` …')
const presetKey = z.string().min(1).max(100).describe('Key of a preset, or name of one that is kept.')
const presetName = z.string().min(1).max(64).describe('1 to 64 characters in one line.')

const presetProblem = z
  .object({ setting: z.string(), message: z.string().describe('For people.') })
  .meta({ id: 'PresetProblem', description: 'One setting of a preset that the driver does not take any more.' })

export const preset = z
  .object({
    key: z.string().describe('What it is called in code, command line and RPC: `student-copy`.'),
    driverId: z.string(),
    kind: z.enum(['built-in', 'kept']).describe('Whether it comes with the driver, or somebody keeps it.'),
    name: localizedText,
    help: localizedText.nullable().describe('What it is for, or null.'),
    settings: taskSettings,
    isDefault: z.boolean().describe('Whether it holds for new tasks that name none.'),
    problems: z
      .array(presetProblem)
      .readonly()
      .describe('What the driver does not take any more. No task can be made with the preset until it is kept anew.'),
  })
  .meta({ id: 'Preset', description: 'Settings under a name. What is not named in them has its default.' })

export const listPresetsRequest = z
  .strictObject({ driverId })
  .meta({ id: 'ListPresetsRequest', description: 'Presets of which driver.' })

export const savePresetRequest = z
  .strictObject({
    driverId,
    name: presetName,
    settings: taskSettings,
    replace: z.boolean().optional().describe('Replaces a kept preset of this name. Default: false.'),
  })
  .meta({ id: 'SavePresetRequest', description: 'What to keep under which name.' })

export const presetReference = z
  .strictObject({ driverId, preset: presetKey })
  .meta({ id: 'PresetReference', description: 'Which preset of which driver.' })

export const renamePresetRequest = z
  .strictObject({ driverId, preset: presetKey, name: presetName })
  .meta({ id: 'RenamePresetRequest', description: 'Which preset gets which name.' })

export const setDefaultPresetRequest = z
  .strictObject({ driverId, preset: presetKey.nullable().describe('Null for none.') })
  .meta({ id: 'SetDefaultPresetRequest', description: 'Which preset holds for new tasks of a driver.' })
