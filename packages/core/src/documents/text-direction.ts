const strongCharacter = /\p{L}/u
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether a paragraph runs from right to left, by its first strong character (Unicode UAX 9, rules P2 and P3). */
export function isRightToLeft(text: string): boolean {
  const strong = strongCharacter.exec(text)?.[0]
  return strong !== undefined && rightToLeft.test(strong)
}
