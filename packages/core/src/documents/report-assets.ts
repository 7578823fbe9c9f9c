import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { ImageReference, ReportAsset } from './report-document.ts'

/** A picture larger than this is not decoded, only named. */
const maximumPixels = 100_000_000

const mediaTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  heif: 'image/heif',
  jpeg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  tiff: 'image/tiff',
  webp: 'image/webp',
}

/** The id of an asset: the SHA-256 of its bytes in hex. */
export function assetIdOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * Looks at the head of a picture: what it is by its own bytes, and how large. Undefined if it is none that can be
 * shown. The picture itself is not decoded here.
 */
export async function readReportAsset(bytes: Uint8Array): Promise<ReportAsset | undefined> {
  if (bytes.byteLength === 0) return undefined
  const metadata = await sharp(bytes, { limitInputPixels: maximumPixels, failOn: 'none' })
    .metadata()
    // Whatever is no picture is shown as a placeholder with its name; why it is none makes no difference to that.
    .catch(() => undefined)
  if (!metadata?.width || !metadata.height || metadata.width * metadata.height > maximumPixels) return undefined
  const mediaType = mediaTypes[metadata.format]
  if (mediaType === undefined) return undefined
  const isTurned = (metadata.orientation ?? 1) >= 5
  const height = isTurned ? metadata.width : (metadata.pageHeight ?? metadata.height)
  return { bytes, mediaType, width: isTurned ? metadata.height : metadata.width, height }
}

const largestShown = 4000

/** A reference to an asset at the size that the source asks for, or at its own; proportions are kept. */
export function referenceTo(
  asset: { readonly id: string; readonly width: number; readonly height: number },
  wished: { readonly width?: number | undefined; readonly height?: number | undefined },
  alternative: string,
): ImageReference {
  const ratio = asset.height / asset.width
  const width = wished.width ?? (wished.height === undefined ? asset.width : wished.height / ratio)
  const height = wished.width === undefined || wished.height === undefined ? width * ratio : wished.height
  const shrink = Math.min(1, largestShown / width, largestShown / height)
  return { asset: asset.id, width: roundSize(width * shrink), height: roundSize(height * shrink), alternative }
}

function roundSize(pixels: number): number {
  return Math.max(1, Math.round(pixels * 100) / 100)
}
