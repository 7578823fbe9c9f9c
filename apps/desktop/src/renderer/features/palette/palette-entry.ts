import { foldText } from '../../language/fold-text.ts'

/** Kinds of what the palette leads to, in the order in which they are shown. */
export const paletteKinds = ['place', 'course', 'task', 'archive', 'person'] as const

/** Something that the palette leads to. */
export interface PaletteEntry {
  readonly id: string
  readonly kind: (typeof paletteKinds)[number]
  readonly title: string
  /** Where it belongs, to tell it from others of the same name. */
  readonly detail: string | null
  /** Address of its screen. */
  readonly href: string
}

/** Whether every word that was typed is in what an entry says; case and accents make no difference. */
export function matches({ title, detail }: PaletteEntry, typed: string): boolean {
  const text = foldText(`${title} ${detail ?? ''}`)
  return foldText(typed)
    .split(/\s+/u)
    .every((word) => text.includes(word))
}
