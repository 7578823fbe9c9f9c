/** Numbers and moments as the language writes them. */
export interface WrittenTraffic {
  /** Null if the site has not been asked yet. */
  readonly atOnce: string | null
  readonly atMost: string
  /** Null unless the site wants to be left alone. */
  readonly pausedUntil: string | null
}

export interface SiteWords {
  readonly summary: string
  readonly loading: string
  readonly failed: string
  readonly none: { readonly title: string; readonly text: string }
  readonly listLabel: string
  readonly showMore: string
  readonly connect: string
  readonly kinds: { readonly sample: string; readonly moodle: (release: string) => string }
  readonly facts: {
    readonly address: string
    readonly person: string
    readonly kind: string
    readonly connectedAt: string
    readonly requests: string
  }
  readonly requests: (traffic: WrittenTraffic) => string
  readonly check: string
  readonly checkOf: (siteName: string) => string
  readonly checking: string
  readonly works: string
  readonly signInGone: string
  readonly signInAgain: string
  readonly forget: {
    readonly open: string
    readonly openOf: (siteName: string) => string
    readonly title: (siteName: string) => string
    /** What is gone. */
    readonly gone: string
    readonly sampleGone: string
    /** What stays. */
    readonly stays: string
    readonly condition: string
    readonly action: string
    readonly refused: string
    /** By the code of the error; null where the engine's own words say it. */
    readonly problem: (code: string, isSample: boolean) => string | null
  }
}
