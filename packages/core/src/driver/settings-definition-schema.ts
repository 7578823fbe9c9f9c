import { z } from 'zod'
import type { SettingsDefinition, SettingsPreset } from './settings-definition.ts'

/** Shown in terminals and forms: no line breaks, no control characters. */
const words = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .regex(/^\P{Cc}*$/u, 'must not have control characters or line breaks')

/** A text in the languages of the product, as a driver gives it. */
export const localizedTextSchema = z.object({ en: words, de: words.optional() })

/** Key of a setting or a variable: `paperSize`. */
const key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/u, 'must be letters, digits, “-” and “_”, beginning with a letter')

const base = {
  key,
  label: localizedTextSchema,
  help: localizedTextSchema.optional(),
  group: z.object({ key, label: localizedTextSchema }),
  visibleWhen: z.object({ setting: key, isOneOf: z.array(z.union([z.string(), z.boolean()])).min(1) }).optional(),
  fixed: z.object({ reason: localizedTextSchema }).optional(),
}

const option = z.object({
  value: z.string().min(1).max(200),
  label: localizedTextSchema,
  help: localizedTextSchema.optional(),
  requires: z.array(z.string()).optional(),
})

const variable = z.object({
  name: key,
  label: localizedTextSchema,
  example: z.string(),
  canBeEmpty: z.boolean().optional(),
})

const scopeMode = z.object({
  value: z.string().min(1).max(200),
  label: localizedTextSchema,
  picks: z.enum(['items', 'users', 'groups']).optional(),
})

/** The form of a setting. Whether it makes sense is for `definitionFaults`. Fields that we do not know are no fault. */
export const settingsDefinitionSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('boolean'), default: z.boolean() }),
  z.object({
    ...base,
    kind: z.literal('integer'),
    default: z.int(),
    minimum: z.int(),
    maximum: z.int(),
    unit: words.optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('text'),
    default: z.string(),
    maximumLength: z.int().min(1),
    format: z.literal('time-zone').optional(),
  }),
  z.object({ ...base, kind: z.literal('choice'), default: z.string(), options: z.array(option).min(1) }),
  z.object({
    ...base,
    kind: z.literal('multi-choice'),
    default: z.array(z.string()),
    options: z.array(option).min(1),
    minimumChoices: z.int().min(0),
  }),
  z.object({
    ...base,
    kind: z.literal('naming-pattern'),
    default: z.string(),
    names: z.enum(['archive', 'folder', 'file']),
    allowsFolders: z.boolean(),
    variables: z.array(variable),
  }),
  z.object({
    ...base,
    kind: z.literal('scope'),
    default: z.object({ mode: z.string(), ids: z.array(z.int()).optional() }),
    modes: z.array(scopeMode).min(1),
  }),
])

/** The form of a preset. */
export const settingsPresetSchema = z.object({
  key,
  label: localizedTextSchema,
  help: localizedTextSchema,
  settings: z.record(z.string(), z.unknown()),
})

// Do not compile when the schemas and the types of the contract are no longer the same.
type Accepts<Schema extends z.ZodType, Type extends z.input<Schema>> = Type
type Plain<T> = T extends readonly (infer Entry)[]
  ? Plain<Entry>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T
export type SchemasAcceptContract = [
  Accepts<typeof settingsDefinitionSchema, Plain<SettingsDefinition>>,
  Accepts<typeof settingsPresetSchema, Plain<SettingsPreset>>,
]
