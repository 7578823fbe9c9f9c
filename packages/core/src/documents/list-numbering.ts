import type { ListBlock } from './report-document.ts'

const romanDigits: readonly (readonly [string, number])[] = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
]
/** Roman numerals end here; a browser goes on in decimal digits. */
const largestRoman = 3999

/** What stands before an item of an ordered list, by its index from 0: `3.`, `c.`, `III.` */
export function itemLabel({ start, numbering }: ListBlock, index: number): string {
  const number = start + index
  if (numbering === undefined || number < 1) return `${number}.`
  const lower = numbering === 'a' || numbering === 'A' ? alphabetic(number) : roman(number)
  return `${numbering === 'A' || numbering === 'I' ? lower.toUpperCase() : lower}.`
}

/** a, b … z, aa, ab … */
function alphabetic(number: number): string {
  let letters = ''
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCodePoint(97 + ((rest - 1) % 26)) + letters
  }
  return letters
}

function roman(number: number): string {
  if (number > largestRoman) return String(number)
  let rest = number
  let digits = ''
  for (const [letters, value] of romanDigits) {
    while (rest >= value) {
      digits += letters
      rest -= value
    }
  }
  return digits
}
