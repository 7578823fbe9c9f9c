/** Letters that have no mark to be taken off, and yet are written otherwise where keyboards lack them. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}

/** What a search looks through, without what fingers leave out: case, marks and letters that keyboards lack. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[łøđðıßæœ]/gu, (letter) => plainLetters[letter] ?? letter)
}
