import type { PaletteEntry } from './palette-entry.ts'

export interface PaletteWords {
  readonly title: string
  readonly label: string
  readonly open: string
  readonly kinds: Readonly<Record<PaletteEntry['kind'], string>>
  readonly looking: string
  readonly nothing: string
}
