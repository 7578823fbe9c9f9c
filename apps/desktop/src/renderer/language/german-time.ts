import type { RoundedTime } from './rounded-time.ts'

/** A rounded time within a sentence. */
export function amountOf({ unit, amount }: RoundedTime): string {
  switch (unit) {
    case 'moments':
      return 'wenige Sekunden'
    case 'seconds':
      return `etwa ${amount} s`
    case 'minutes':
      return `etwa ${amount} Min.`
    case 'hours':
      return `etwa ${amount} Std.`
  }
}
