import type { Language } from '../../language/language.ts'
import type { FormFault } from './form-values.ts'

/** What is wrong and what to do, for people. */
export function describeFault(fault: FormFault | undefined, { words, formatNumber, textOf }: Language): string | null {
  const { fault: said } = words.newArchive
  switch (fault?.kind) {
    case undefined:
      return null
    case 'number':
      return said.number(formatNumber(fault.minimum), formatNumber(fault.maximum))
    case 'length':
      return said.length(formatNumber(fault.maximum))
    case 'time-zone':
      return said.timeZone
    case 'choices':
      return said.choices(formatNumber(fault.minimum), fault.minimum === 1)
    case 'picks':
      return said.picks
    case 'refused':
      return textOf(fault.text)
  }
}
