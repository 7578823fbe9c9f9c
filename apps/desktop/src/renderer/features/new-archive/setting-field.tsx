import type { ChoiceSetting, IntegerSetting, MultiChoiceSetting, TextSetting } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage, type Language } from '../../language/language.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { CheckboxGroup } from '../../ui/checkbox-group.tsx'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { describeFault } from './describe-fault.ts'
import { lacksOf, readNumber, withoutLacking } from './form-values.ts'
import { NamingField } from './naming-field.tsx'
import { ScopeField } from './scope-field.tsx'
import type { FieldParts, ShownSettingProps } from './shown-setting.ts'

/** Few enough to be seen at once. */
const mostRadios = 3

/** The control for one setting, by its kind. */
export function SettingField({ store, form, definition }: ShownSettingProps): ReactNode {
  const language = useLanguage()
  const { key, label, help, kind } = definition
  const value = form.values()[key]
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const shared: FieldParts = {
    label: language.textOf(label),
    help: help && language.textOf(help),
    error: describeFault(form.faultOf(definition), language),
    isDisabled: definition.fixed !== undefined,
  }
  const onChange = (entered: typeof definition.default): void => form.change(key, entered)
  switch (kind) {
    case 'boolean':
      return (
        <Checkbox isSelected={value === true} onChange={onChange} help={shared.help} isDisabled={shared.isDisabled}>
          {shared.label}
        </Checkbox>
      )
    case 'integer':
      return <IntegerField {...{ definition, shared, onChange }} text={text} />
    case 'text':
      return <LineField {...{ definition, shared, onChange }} text={text} />
    case 'choice':
      return <ChoiceField {...{ definition, shared, onChange }} chosen={text} />
    case 'multi-choice':
      return <ChoicesField {...{ definition, shared, onChange }} chosen={textsOf(value)} />
    case 'naming-pattern':
      return <NamingField {...{ definition, shared, onChange }} pattern={text} preview={store.namePreview(key)} />
    case 'scope':
      return <ScopeField {...{ definition, shared, onChange, store }} value={value} />
  }
}

interface FieldProps<Definition, Value> {
  readonly definition: Definition
  readonly shared: FieldParts
  readonly onChange: (value: Value) => void
}

function IntegerField({
  definition,
  shared,
  onChange,
  text,
}: FieldProps<IntegerSetting, number | string> & { readonly text: string }): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { minimum, maximum, unit = '' } = definition
  const range = words.newArchive.range(formatNumber(minimum), formatNumber(maximum), unit)
  const help = shared.help === undefined ? range : `${shared.help} (${range})`
  return (
    <TextField
      {...shared}
      kind="number"
      help={help}
      value={text}
      onChange={(entered) => onChange(readNumber(entered))}
    />
  )
}

function LineField({ shared, onChange, text }: FieldProps<TextSetting, string> & { readonly text: string }): ReactNode {
  return <TextField {...shared} value={text} onChange={onChange} />
}

function ChoiceField({
  definition,
  shared,
  onChange,
  chosen,
}: FieldProps<ChoiceSetting, string> & { readonly chosen: string }): ReactNode {
  const options = optionsOf(definition, useLanguage())
  const Field = options.length > mostRadios ? SelectField : RadioChoice
  return <Field {...shared} options={options} value={chosen} onChange={onChange} />
}

function ChoicesField({
  definition,
  shared,
  onChange,
  chosen,
}: FieldProps<MultiChoiceSetting, readonly string[]> & { readonly chosen: readonly string[] }): ReactNode {
  const language = useLanguage()
  const options = optionsOf(definition, language).map((option) => {
    const lacks = lacksOf(definition, option.id, chosen)
    if (lacks.length === 0) return option
    const help = language.words.newArchive.onlyWith(lacks.map(({ label }) => language.textOf(label)))
    return { ...option, isDisabled: true, help }
  })
  return (
    <CheckboxGroup
      {...shared}
      options={options}
      value={chosen}
      onChange={(entered) => onChange(withoutLacking(definition, entered))}
    />
  )
}

function optionsOf({ options }: ChoiceSetting | MultiChoiceSetting, { textOf }: Language) {
  return options.map(({ value, label, help }) => ({ id: value, name: textOf(label), help: help && textOf(help) }))
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}
