import sharp from 'sharp'
import { privateFamilyName } from '../fonts/font-file.ts'
import { imageTypeOf, isCutJpeg, type ImageType } from './image-type.ts'
import { makeSvgSafe } from './safe-svg.ts'

/** What was done to a picture that a reader should know. */
export type ImageRemark = 'unreadable' | 'animated' | 'cut-off' | 'outside-reference'

/** A picture as the compiler takes it. */
export interface PreparedImage {
  readonly bytes: Buffer
  readonly extension: 'png' | 'jpg' | 'gif' | 'webp' | 'svg'
  /** Its own size in pixels; 0 where an SVG does not say. */
  readonly width: number
  readonly height: number
  readonly remark?: ImageRemark
}

/** A picture that cannot be shown. */
export interface UnreadableImage {
  readonly remark: 'unreadable'
}

/** More pixels than this on the longer side add nothing on paper: 2,400 on 160 mm are 380 dots an inch. */
const longestSide = 2400
const extensions = { png: 'png', jpeg: 'jpg', gif: 'gif', webp: 'webp' } as const
const plainSpaces = new Set(['srgb', 'b-w', 'rgb', 'grey16', 'rgb16'])

// The vector code of the image library differs between processors in the last bit; reports must not.
sharp.simd(false)
sharp.cache(false)
sharp.concurrency(1)

/** Makes a picture fit for the compiler: as it is where possible, else converted. Never throws. */
export async function prepareImage(source: Uint8Array): Promise<PreparedImage | UnreadableImage> {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const type = imageTypeOf(bytes)
  try {
    return type === 'svg' ? prepareSvg(bytes) : await prepareRaster(bytes, type)
  } catch {
    // Not a picture, or a broken one: the placeholder and the note say so.
    return { remark: 'unreadable' }
  }
}

async function prepareRaster(bytes: Buffer, type: ImageType): Promise<PreparedImage> {
  const image = sharp(bytes, { failOn: 'error' })
  const facts = await image.metadata()
  const { width, height } = facts.autoOrient
  const animated = (facts.pages ?? 1) > 1 && type !== 'tiff'
  const remark: ImageRemark | undefined = animated
    ? 'animated'
    : type === 'jpeg' && isCutJpeg(bytes)
      ? 'cut-off'
      : undefined
  const size = { width, height, ...(remark === undefined ? {} : { remark }) } as const
  const kept = type in extensions && !animated && plainSpaces.has(facts.space) && Math.max(width, height) <= longestSide
  if (kept && isKept(type)) return { bytes, extension: extensions[type], ...size }

  const reduced = image
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  const photograph = type === 'jpeg' || type === 'avif'
  const encoded = photograph ? reduced.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }) : reduced.png()
  return { bytes: await encoded.toBuffer(), extension: photograph ? 'jpg' : 'png', ...size }
}

function isKept(type: ImageType): type is keyof typeof extensions {
  return type in extensions
}

function prepareSvg(bytes: Buffer): PreparedImage {
  const { svg, changed } = makeSvgSafe(bytes.toString('utf8'), privateFamilyName('Noto Sans'))
  return {
    bytes: Buffer.from(svg),
    extension: 'svg',
    width: 0,
    height: 0,
    ...(changed ? { remark: 'outside-reference' as const } : {}),
  }
}
