import type { RoundedTime } from './rounded-time.ts'

/** A rounded time within a sentence. */
export function amountOf({ unit, amount }: RoundedTime): string {
  switch (unit) {
    case 'moments':
      return 'a few seconds'
    case 'seconds':
      return `about ${amount} s`
    case 'minutes':
      return `about ${amount} min`
    case 'hours':
      return `about ${amount} h`
  }
}
