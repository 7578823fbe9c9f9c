import sharp from 'sharp'
import type { ReportAsset } from './report-document.ts'

/** How far pictures are reduced. */
export interface ImageReduction {
  /** Longest side in pixels. */
  readonly maximumPixels: number
  /** Of photographs, 1 to 100, as JPEG has it. */
  readonly quality: number
}

// The vector code of the image library differs between processors in the last bit; reports must not.
sharp.simd(false)

const photographs: ReadonlySet<string> = new Set(['image/jpeg', 'image/webp', 'image/avif', 'image/heif'])
const drawings: ReadonlySet<string> = new Set(['image/png', 'image/tiff'])

/**
 * The same picture with fewer pixels and bytes: photographs as JPEG, drawings as PNG. As it is where that would not make
 * it smaller, and where it moves or is made of lines (GIF, SVG). Never throws: what cannot be read is left to others.
 */
export async function reduceAsset(
  asset: ReportAsset,
  { maximumPixels, quality }: ImageReduction,
): Promise<ReportAsset> {
  const isPhotograph = photographs.has(asset.mediaType)
  if (!isPhotograph && !drawings.has(asset.mediaType)) return asset
  try {
    const image = sharp(asset.bytes, { failOn: 'error' })
    const { pages = 1, hasAlpha } = await image.metadata()
    if (pages > 1) return asset
    const resized = image
      .autoOrient()
      .resize({ width: maximumPixels, height: maximumPixels, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
    const asJpeg = isPhotograph && !hasAlpha
    const encoded = asJpeg ? resized.jpeg({ quality }) : resized.png({ compressionLevel: 9 })
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
    if (data.byteLength >= asset.bytes.byteLength) return asset
    return { bytes: data, mediaType: asJpeg ? 'image/jpeg' : 'image/png', width: info.width, height: info.height }
  } catch {
    // A picture that cannot be decoded whole: whoever sets it says so.
    return asset
  }
}
