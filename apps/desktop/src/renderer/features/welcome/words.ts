export interface WelcomeWords {
  readonly title: string
  readonly summary: string
  readonly connect: WayWords
  readonly backup: WayWords
  /** For whoever had the app opened with a backup. */
  readonly backupLater: { readonly title: string; readonly text: string }
  readonly sample: WayWords
  /** Beside a way that is not there yet. */
  readonly later: string
  readonly opening: string
  readonly openingSample: string
  readonly sampleFailed: string
  readonly local: string
}

/** A way to start. */
export interface WayWords {
  readonly title: string
  readonly text: string
  readonly action: string
}
