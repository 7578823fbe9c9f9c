/** What a screen says about the key to the sign-ins that cannot be had. */
export interface KeyTroubleWords {
  readonly title: string
  readonly text: string
  readonly safe: string
}

export interface KeyWords {
  readonly missing: KeyTroubleWords
  readonly locked: KeyTroubleWords
  readonly lost: KeyTroubleWords
  readonly keepInFile: string
  readonly beginAnew: string
  readonly beginAnewQuestion: { readonly title: string; readonly text: string }
}
