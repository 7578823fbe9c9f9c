import type { RecognisedSite } from './moodle-web-services/recognise-site.ts'

export type { RecognisedSite }

/** How sources come to be there. */
export interface SourceConnections {
  /**
   * Connects a Moodle site: finds it, signs in, and keeps it. A site that its owner has connected already for the same
   * user is updated.
   *
   * @throws ArchivingError `input_invalid`, `source_unexpected` (not a Moodle), `source_unauthenticated`,
   *   `source_denied`, `source_unavailable`.
   */
  connectMoodle(request: ConnectMoodleRequest, signal?: AbortSignal): Promise<SourceRecord>
  /**
   * Begins to sign in to a Moodle site by a browser, as people do where a university's sign-in vouches for them: whoever
   * opens `launchUrl` in a browser and signs in there is led to an address of the scheme `urlScheme`, which
   * {@link finishBrowserSignIn} takes. It is good for 10 minutes and once, and only in this process.
   *
   * @throws ArchivingError as {@link connectMoodle}; `source_denied` if the site has no such sign-in; `rate_limited` while
   *   too many are under way.
   */
  beginBrowserSignIn(request: BrowserSignInRequest, signal?: AbortSignal): Promise<BrowserSignIn>
  /**
   * Connects the site that a browser signed in to.
   *
   * @param handOver where the browser was led to: `muniment://token=…`
   * @throws ArchivingError `input_invalid` if it belongs to no sign-in that was begun here by the same owner, to one that
   *   was finished, or came too late; else as {@link connectMoodle}.
   */
  finishBrowserSignIn(handOver: string, signal?: AbortSignal): Promise<SourceRecord>
  /** Adds the built-in sample course, which needs no network; where it is there already, it is the same source. */
  addSample(language: SampleLanguage): Promise<SourceRecord>
}

export const sampleLanguages = ['en', 'de'] as const
/** Languages that the sample course speaks. */
export type SampleLanguage = (typeof sampleLanguages)[number]

export interface RecogniseSiteRequest {
  /** As people type it: `moodle.example.edu`, or an address copied from the browser. */
  readonly address: string
  readonly options?: MoodleConnectionOptions
}

export interface ConnectMoodleRequest extends RecogniseSiteRequest {
  readonly credentials:
    | { readonly kind: 'token'; readonly token: string }
    | { readonly kind: 'password'; readonly userName: string; readonly password: string }
}

export interface BrowserSignInRequest extends RecogniseSiteRequest {
  /** The scheme of the address to which the browser is led. Default: `muniment`. */
  readonly urlScheme?: string
}

/** A sign-in that goes on in a browser. */
export interface BrowserSignIn {
  readonly siteUrl: string
  readonly siteName: string
  /** What to open in a browser. It holds no secret that outlives the sign-in. */
  readonly launchUrl: string
  readonly expiresAt: Date
}

export interface MoodleConnectionOptions {
  /** PEM of a certificate authority to trust besides the usual ones. */
  readonly certificateAuthority?: string
  /** Address of a proxy, such as `http://proxy.example.edu:3128`. */
  readonly proxy?: string
  /** How many requests may run at once at most; 1 to 16, default 4. How many do is found out. */
  readonly maxParallelRequests?: number
}

export interface SourceRecord {
  readonly id: string
  /** Whom it belongs to; see `AccessService.listOwners`. */
  readonly ownerId: string
  /** `moodle-web-services`, or `sample` for the built-in sample course. */
  readonly kind: string
  readonly siteName: string
  readonly siteUrl: string
  readonly release: string
  readonly userName: string
  readonly userFullName: string
  readonly options: MoodleConnectionOptions
  readonly connectedAt: Date
}
