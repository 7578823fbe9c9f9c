import { toNameKey } from './name-key.ts'

/** Letters that are no letter with a mark, by what people type who do not have them. */
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const unmarked = new RegExp(`[${Object.keys(spelledOut).join('')}]`, 'gu')

/** A text as searches compare it: letters that differ in case or marks only are one, and so is all white space. */
export function toSearchKey(text: string): string {
  return toNameKey(text)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(unmarked, (letter) => spelledOut[letter] ?? letter)
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

/** What a search for any of the texts finds; `Müller` is found as `Muller` and as `Mueller`. */
export function searchKeyOf(texts: readonly string[]): string {
  const keys = texts.flatMap((text) => [toSearchKey(text), toSearchKey(withVowelsSpelledOut(text))])
  return [...new Set(keys)].filter((key) => key !== '').join('\n')
}

const vowels: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }

function withVowelsSpelledOut(text: string): string {
  return toNameKey(text).replaceAll(/[äöü]/gu, (vowel) => vowels[vowel] ?? vowel)
}

/** More words than anybody types only cost time. */
const mostWords = 8

/** The words of a search, each of which what is found must have. */
export function searchWords(search: string): readonly string[] {
  return [...new Set(toSearchKey(search).split(' '))].filter((word) => word !== '').slice(0, mostWords)
}
