import sharp from 'sharp'
import { expect, test } from 'vitest'
import { reduceAsset } from './reduce-asset.ts'
import { readReportAsset } from './report-assets.ts'

const noise = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp(Buffer.from(Array.from({ length: width * height * channels }, (_, index) => (index * index * 31) % 251)), {
    raw: { width, height, channels },
  })

async function assetOf(bytes: Uint8Array) {
  return (await readReportAsset(bytes)) ?? expect.unreachable('This is a picture.')
}

test('a photograph becomes smaller on both counts, the same every time', async () => {
  const photograph = await assetOf(await noise(400, 300).jpeg({ quality: 95 }).toBuffer())
  const reduced = await reduceAsset(photograph, { maximumPixels: 200, quality: 60 })
  expect(reduced).toMatchObject({ mediaType: 'image/jpeg', width: 200, height: 150 })
  expect(reduced.bytes.byteLength).toBeLessThan(photograph.bytes.byteLength / 2)
  expect(await reduceAsset(photograph, { maximumPixels: 200, quality: 60 })).toEqual(reduced)
})

test('a drawing stays one, with what is transparent', async () => {
  const drawing = await assetOf(await noise(400, 300, 4).png().toBuffer())
  const reduced = await reduceAsset(drawing, { maximumPixels: 100, quality: 60 })
  expect(reduced).toMatchObject({ mediaType: 'image/png', width: 100, height: 75 })
  expect((await sharp(reduced.bytes).metadata()).hasAlpha).toBe(true)
})

test('what would not become smaller, moves, is made of lines or is broken stays as it is', async () => {
  const small = await assetOf(await noise(40, 30).jpeg({ quality: 20 }).toBuffer())
  expect(await reduceAsset(small, { maximumPixels: 2000, quality: 95 })).toBe(small)
  const svg = await assetOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>'))
  expect(await reduceAsset(svg, { maximumPixels: 100, quality: 50 })).toBe(svg)
  const jpeg = await noise(400, 300).jpeg({ quality: 95 }).toBuffer()
  const broken = { ...(await assetOf(jpeg)), bytes: jpeg.subarray(0, 3000) }
  expect(await reduceAsset(broken, { maximumPixels: 100, quality: 50 })).toBe(broken)
})
