import type { RecognisedSite } from '@muniment/sdk'

export type SignInWay = RecognisedSite['signIns'][number] | 'token'

export interface ConnectWords {
  readonly title: string
  readonly titleAgain: string
  readonly summary: string
  readonly summaryAgain: string
  readonly address: string
  readonly addressHelp: string
  readonly find: string
  readonly finding: string
  readonly site: string
  readonly otherSite: string
  readonly notEncrypted: { readonly title: string; readonly text: string }
  /** What keeps everybody from reading the site. */
  readonly obstacles: Readonly<Record<'maintenance' | 'services_off', string>>
  readonly obstacleTitle: string
  readonly howToSignIn: string
  readonly ways: Readonly<Record<SignInWay, { readonly name: string; readonly help: string }>>
  readonly userName: string
  readonly password: string
  readonly passwordHelp: string
  readonly token: string
  readonly tokenHelp: string
  readonly signIn: string
  readonly signingIn: string
  readonly openBrowser: string
  readonly openingBrowser: string
  readonly inBrowser: {
    readonly title: string
    readonly text: string
    readonly again: string
    readonly back: string
    readonly pasted: string
    readonly pastedHelp: string
    readonly finish: string
  }
  readonly failed: string
  /** Above every screen, while tasks wait for a sign-in. */
  readonly reminder: {
    readonly title: string
    readonly text: (activityNames: readonly string[]) => string
    readonly action: string
  }
  /** What went wrong, by the code of the error; null where the engine's own words say it. */
  readonly problem: (code: string, step: 'address' | 'sign-in' | 'browser') => string | null
}
