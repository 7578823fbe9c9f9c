import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { imageTypeOf } from './image-type.ts'
import { prepareImage } from './prepare-image.ts'
import { makeSvgSafe } from './safe-svg.ts'

function picture(width = 20, height = 10): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#b33' } })
}

describe('a picture', () => {
  test.each([
    ['png', () => picture().png()],
    ['jpeg', () => picture().jpeg()],
    ['gif', () => picture().gif()],
    ['webp', () => picture().webp()],
  ] as const)('of type %s stays as it is', async (type, make) => {
    const bytes = await make().toBuffer()
    const prepared = await prepareImage(bytes)
    expect(imageTypeOf(bytes)).toBe(type)
    expect(prepared).toMatchObject({ width: 20, height: 10 })
    expect('bytes' in prepared && prepared.bytes.equals(bytes)).toBe(true)
    expect(prepared).not.toHaveProperty('remark')
  })

  test.each([
    ['tiff', () => picture().tiff()],
    ['avif', () => picture().avif()],
  ] as const)('of type %s is converted', async (type, make) => {
    const bytes = await make().toBuffer()
    expect(imageTypeOf(bytes)).toBe(type)
    expect(await prepareImage(bytes)).toMatchObject({
      width: 20,
      height: 10,
      extension: type === 'avif' ? 'jpg' : 'png',
    })
  })

  test('in CMYK is converted to sRGB', async () => {
    const prepared = await prepareImage(await picture().toColourspace('cmyk').jpeg().toBuffer())
    const bytes = 'bytes' in prepared ? prepared.bytes : Buffer.alloc(0)
    expect((await sharp(bytes).metadata()).space).toBe('srgb')
  })

  test('larger than paper needs is reduced, and keeps its own size in the facts', async () => {
    const prepared = await prepareImage(await picture(6000, 3000).png().toBuffer())
    const bytes = 'bytes' in prepared ? prepared.bytes : Buffer.alloc(0)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 2400, height: 1200 })
    expect(prepared).toMatchObject({ width: 6000, height: 3000 })
  })

  test('that moves is shown by its first frame, with a remark', async () => {
    const frames = await Promise.all(
      ['#f00', '#00f'].map((background) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect(await prepareImage(bytes)).toMatchObject({ extension: 'png', remark: 'animated' })
  })

  test('that ends too early is shown, with a remark', async () => {
    const whole = await sharp({
      create: {
        width: 900,
        height: 900,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
        background: '#888',
      },
    })
      .jpeg({ quality: 95 })
      .toBuffer()
    expect(await prepareImage(whole.subarray(0, whole.length / 2))).toMatchObject({ remark: 'cut-off' })
  })

  test.each([Buffer.alloc(0), Buffer.from('<html>'), Buffer.from('GIF89a')])(
    'that is none is unreadable: %s',
    async (bytes) => {
      expect(await prepareImage(bytes)).toEqual({ remark: 'unreadable' })
    },
  )
})

describe('an SVG', () => {
  test.each([
    '<svg><image href="http://example.org/a.png"/></svg>',
    "<svg><image xlink:href='file:///etc/passwd'/></svg>",
    '<svg><use href="other.svg#a"/></svg>',
    '<svg><style>@import url(http://example.org/a.css);</style></svg>',
    '<svg><rect fill="url(http://example.org/a.svg#b)"/></svg>',
    '<svg><image href="data:image/svg+xml;base64,AAAA"/></svg>',
  ])('loses its way out: %s', (source) => {
    const { svg, changed } = makeSvgSafe(source, 'Ours')
    expect(changed).toBe(true)
    expect(svg).not.toMatch(/example\.org|passwd|other\.svg|svg\+xml/u)
  })

  test('keeps what lies within it', () => {
    const source = '<svg><use href="#a"/><rect fill="url(#b)"/><image href="data:image/png;base64,AAAA"/></svg>'
    expect(makeSvgSafe(source, 'Ours')).toEqual({
      svg: source.replace('<svg', '<svg font-family="Ours"'),
      changed: false,
    })
  })

  test('loses its entities', () => {
    const source = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg></svg>'
    expect(makeSvgSafe(source, 'Ours').svg).toBe('<svg font-family="Ours"></svg>')
  })

  test.each([
    '<svg style="font: 12px Arial"/>',
    "<svg font-family='Arial'/>",
    '<svg><text style="a:b;font-family:Arial,serif"/></svg>',
  ])('is set in our typeface: %s', (source) => {
    const { svg } = makeSvgSafe(source, 'Ours')
    expect(svg).not.toContain('Arial')
    expect(svg.match(/<svg[^>]*font-family="/gu)).toHaveLength(1)
  })
})
