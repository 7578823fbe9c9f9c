export interface PresetWords {
  readonly summary: string
  readonly loading: string
  readonly failed: string
  readonly none: string
  readonly listLabel: (archiver: string) => string
  readonly usual: string
  readonly unusable: string
  readonly settings: (count: string, isOne: boolean) => string
  readonly actions: (name: string) => string
  readonly rename: string
  readonly makeUsual: string
  readonly makeNoUsual: string
  readonly remove: string
  readonly renameTitle: string
  readonly renameAction: string
  readonly name: string
  readonly removeTitle: (name: string) => string
  readonly removeText: string
  readonly changeFailed: string
}
