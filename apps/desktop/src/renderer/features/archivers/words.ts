export interface ArchiverWords {
  readonly summary: string
  readonly listLabel: string
  readonly loading: string
  readonly builtIn: string
  readonly fromPackage: (packageName: string, version: string) => string
  readonly problems: {
    readonly title: string
    readonly others: string
  }
  readonly more: {
    readonly title: string
    readonly text: string
    readonly trust: string
    readonly commandLabel: string
    readonly placeholder: string
    readonly restart: string
  }
  readonly failed: string
}
