/** A piece of text that is drawn in one typeface. */
export interface TypefaceRun {
  readonly text: string
  /** Name of the family as the compiler knows it; undefined for the one that the whole SVG is set in. */
  readonly family: string | undefined
}

/** Style sheets are left alone; visible texts stand between tags. */
const styleOrText = /<style\b[\s\S]*?<\/style\s*>|>([^<]+)</giu
const characterReference = /&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/giu
/** A letter takes the marks on it along; what may be markup stays outside. */
const beyondAscii = /[a-z0-9]?[^\0-~]+/giu

/**
 * An SVG whose texts name their typefaces piece by piece, and have no character that all of ours lack. Left to itself,
 * the compiler would take whatever typeface the computer has, or leave the character out without a word.
 *
 * @param split makes a text printable, and says in which typeface each piece of it is drawn
 */
export function printSvgTexts(svg: string, split: (text: string) => readonly TypefaceRun[]): string {
  const mark = ({ text, family }: TypefaceRun): string =>
    family === undefined ? text : `<tspan font-family="'${family}'">${text}</tspan>`
  return svg.replaceAll(styleOrText, (found, text: string | undefined) => {
    if (text === undefined) return found
    const plain = text.replaceAll(characterReference, resolveReference)
    return `>${plain.replaceAll(beyondAscii, (run) => split(run).map(mark).join(''))}<`
  })
}

function resolveReference(reference: string, hexadecimal?: string, decimal?: string): string {
  const codePoint = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
  return codePoint > 0x7f && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : reference
}
