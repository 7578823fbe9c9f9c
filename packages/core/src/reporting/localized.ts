import type { ChoiceOption, LocalizedText } from '../driver/settings-definition.ts'

/** A text in the languages of the product. */
export function localized(en: string, de: string): LocalizedText {
  return { en, de }
}

/** An option of a choice. */
export function choiceOption(value: string, en: string, de: string): ChoiceOption {
  return { value, label: localized(en, de) }
}
