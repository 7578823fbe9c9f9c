export interface ArchivesWords {
  readonly title: string
  readonly searchLabel: string
  readonly searchHelp: string
  readonly listLabel: string
  readonly loading: string
  readonly failed: string
  readonly sealed: (date: string) => string
  readonly entries: (count: number, written: string) => string
  readonly incomplete: string
  /** People whose work was found, and how many more there are. */
  readonly found: (names: readonly string[], more: number) => string
  readonly showMore: string
  readonly notListed: (count: number, written: string) => string
  readonly verdicts: {
    readonly never: string
    readonly intact: (date: string) => string
    readonly damaged: (date: string) => string
    readonly notFullyChecked: (date: string) => string
  }
  readonly nothing: { readonly title: string; readonly text: string; readonly action: string }
  readonly notFound: { readonly title: (search: string) => string; readonly text: string }
}
