import sharp from 'sharp'
import { expect, test } from 'vitest'
import { assetIdOf, readReportAsset, referenceTo } from './report-assets.ts'

const picture = (width: number, height: number): ReturnType<typeof sharp> =>
  sharp({ create: { width, height, channels: 3, background: '#fff' } })

test('a picture is what its bytes say, in its own size', async () => {
  const bytes = await picture(30, 20).png().toBuffer()
  expect(await readReportAsset(bytes)).toMatchObject({ mediaType: 'image/png', width: 30, height: 20 })
  const turned = await picture(30, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(await readReportAsset(turned)).toMatchObject({ mediaType: 'image/jpeg', width: 20, height: 30 })
  expect(assetIdOf(bytes)).toMatch(/^[0-9a-f]{64}$/)
})

test('what is no picture is none', async () => {
  for (const text of ['', 'not a picture', '<svg', '{"error":"invalidtoken"}']) {
    expect(await readReportAsset(new TextEncoder().encode(text))).toBeUndefined()
  }
})

test('proportions are kept where the source gives one side only, and nothing is larger than a wall', () => {
  const asset = { id: 'a', width: 200, height: 100 }
  expect(referenceTo(asset, {}, 'x')).toEqual({ asset: 'a', width: 200, height: 100, alternative: 'x' })
  expect(referenceTo(asset, { width: 50 }, 'x')).toMatchObject({ width: 50, height: 25 })
  expect(referenceTo(asset, { height: 50 }, 'x')).toMatchObject({ width: 100, height: 50 })
  expect(referenceTo(asset, { width: 90_000 }, 'x')).toMatchObject({ width: 4000, height: 2000 })
})
