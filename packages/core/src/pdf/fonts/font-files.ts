import { createRequire } from 'node:module'

/** One family of our typefaces. All are licensed under the SIL Open Font License 1.1. */
export interface FontFamily {
  /** The family as its files name it. */
  readonly name: string
  readonly files: readonly string[]
  /** Large, and loaded only for a report that needs it. */
  readonly onDemand: boolean
}

function family(name: string, folder: string, faces: readonly string[], onDemand = false): FontFamily {
  const stem = name.replaceAll(' ', '')
  const files = faces.map((face) => `@expo-google-fonts/${folder}/${face}/${stem}_${face}.ttf`)
  return { name, files, onDemand }
}

/** Scripts with a typeface of their own that does nothing else. */
const scripts = [
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Georgian',
  'Armenian',
  'Ethiopic',
]

/**
 * Our typefaces in the order in which they are asked for a character. The order is part of what a report looks like:
 * changing it changes bytes.
 */
export const fontFamilies: readonly FontFamily[] = [
  family('Noto Sans', 'noto-sans', ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic']),
  // Noto Sans Arabic and Noto Naskh Arabic double letters in extracted text; Amiri does not.
  family('Amiri', 'amiri', ['400Regular', '700Bold']),
  family('Noto Sans Hebrew', 'noto-sans-hebrew', ['400Regular', '700Bold']),
  family('Noto Sans Symbols', 'noto-sans-symbols', ['400Regular']),
  family('Noto Sans Symbols 2', 'noto-sans-symbols-2', ['400Regular']),
  family('Noto Sans Math', 'noto-sans-math', ['400Regular']),
  family('Noto Emoji', 'noto-emoji', ['400Regular']),
  family('Noto Sans Mono', 'noto-sans-mono', ['400Regular', '700Bold']),
  family('Noto Sans SC', 'noto-sans-sc', ['400Regular', '700Bold'], true),
  family('Noto Sans KR', 'noto-sans-kr', ['400Regular', '700Bold'], true),
  ...scripts.map((script) =>
    family(`Noto Sans ${script}`, `noto-sans-${script.toLowerCase()}`, ['400Regular', '700Bold'], true),
  ),
]

const resolvePackage = createRequire(import.meta.url)

/** Where a font file of {@link fontFamilies} lies on this computer. */
export function fontPath(file: string): string {
  return resolvePackage.resolve(file)
}
