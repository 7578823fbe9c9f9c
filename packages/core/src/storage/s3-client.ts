import { S3Client } from '@aws-sdk/client-s3'
import { defaultS3Timing, type S3StorageOptions, type S3Timing } from './s3-options.ts'

/**
 * Makes the client of the library. Checksums are sent where we name them and nowhere else: many services that speak S3 do
 * not know those that the library would add by itself, nor the way in which it would send them.
 */
export function createS3Client(options: S3StorageOptions): S3Client {
  const { endpoint, region = 'us-east-1', credentials, pathStyle = endpoint !== undefined } = options
  const { connectMs, idleMs, tries } = timingOf(options)
  return new S3Client({
    region,
    forcePathStyle: pathStyle,
    maxAttempts: tries,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // No limit for a request as a whole: a part may take its time over a slow line, as long as it goes on.
    requestHandler: { connectionTimeout: connectMs, socketTimeout: idleMs },
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials: { ...credentials } }),
  })
}

export const timingOf = ({ timing }: S3StorageOptions): S3Timing => ({ ...defaultS3Timing, ...timing })

/** Host of the service, for messages. */
export function s3HostOf({ endpoint, region = 'us-east-1' }: S3StorageOptions): string {
  return endpoint === undefined ? `s3.${region}.amazonaws.com` : new URL(endpoint).host
}
