/** S3-compatible storage, and how it is reached. */
export interface S3StorageOptions {
  readonly bucket: string
  /** Address of the service, such as `https://s3.example.edu`. Default: that of Amazon for the region. */
  readonly endpoint?: string
  /** Default `us-east-1`, which services take that know no regions. */
  readonly region?: string
  /** What all keys begin with, so that several installations can share a bucket. Default: nothing. */
  readonly prefix?: string
  /** Who reads and writes. Default: whoever the computer itself is to Amazon. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** Whether the bucket is named in the path rather than in the host name. Default: with an {@link endpoint}. */
  readonly pathStyle?: boolean
  /** How long is waited, and how often is tried. */
  readonly timing?: Partial<S3Timing>
}

/** Times in milliseconds. */
export interface S3Timing {
  readonly connectMs: number
  /** Longest silence of a connection, within an answer too. */
  readonly idleMs: number
  /** How often a request is sent in all before it has failed. */
  readonly tries: number
  /** Wait before a silent service is tried again by who can wait; it doubles from time to time. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}

export const defaultS3Timing: S3Timing = {
  connectMs: 5_000,
  idleMs: 60_000,
  tries: 4,
  firstPauseMs: 1_000,
  longestPauseMs: 30_000,
}
