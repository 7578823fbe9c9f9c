/**
 * Draws the course's pictures. They are committed; run this only to change them:
 * `node test/sample-course/pictures/draw-pictures.ts`
 */
import { writeFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'

const ink = '#1d2b3a'
const sky = '#0e1630'

function svg(width: number, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Open Sans, DejaVu Sans, sans-serif">${content}</svg>`
}

/** A disc lit by `lit` of its width (0 to 1), from the right, or from the left if negative. */
function moon(x: number, y: number, radius: number, lit: number): string {
  const bulge = radius * (2 * Math.abs(lit) - 1)
  const side = lit > 0 ? 1 : 0
  const inner = bulge > 0 === (side === 1) ? 1 : 0
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="#39435c"/>
<path d="M${x} ${y - radius} A${radius} ${radius} 0 0 ${side} ${x} ${y + radius} A${Math.abs(bulge)} ${radius} 0 0 ${inner} ${x} ${y - radius}Z" fill="#f4ecd2"/>
<circle cx="${x - radius * 0.25}" cy="${y - radius * 0.2}" r="${radius * 0.16}" fill="#000" opacity=".08"/><circle cx="${x + radius * 0.3}" cy="${y + radius * 0.25}" r="${radius * 0.22}" fill="#000" opacity=".08"/>`
}

function moonPhases(): string {
  const discs = [0.2, 0.8, 1, -0.8, -0.2].map((lit, index) => {
    const x = 64 + index * 118
    return `${moon(x, 68, 44, lit)}<text x="${x}" y="142" text-anchor="middle" font-size="18" fill="#fff">${'ABCDE'[index]}</text>`
  })
  return svg(600, 162, `<rect width="600" height="162" fill="${sky}"/>${discs.join('')}`)
}

/** A repeatable spread of numbers from 0 to 1, so that the pictures come out the same each time. */
function spread(index: number): number {
  const value = Math.sin(index * 12.9898) * 43_758.5453
  return value - Math.floor(value)
}

function acrossAt(hour: number): number {
  return 80 + hour * 48
}

function downAt(percent: number): number {
  return 60 + (100.4 - percent) * 130
}

function brightnessAt(hour: number): number {
  return 100 - Math.min(1, Math.max(0, (1.9 - Math.abs(hour - 5)) / 0.5))
}

function lightCurve(): string {
  const dots = Array.from({ length: 100 }, (_, index) => {
    const hour = index / 10
    return `<circle cx="${acrossAt(hour).toFixed(1)}" cy="${downAt(brightnessAt(hour) + (spread(index) - 0.5) * 0.16).toFixed(1)}" r="2.6" fill="#2f6f9f"/>`
  })
  const line = Array.from(
    { length: 101 },
    (_, index) => `${acrossAt(index / 10).toFixed(1)},${downAt(brightnessAt(index / 10)).toFixed(1)}`,
  )
  const hours = [0, 2, 4, 6, 8, 10].map(
    (hour) =>
      `<path d="M${acrossAt(hour)} 270v6" stroke="${ink}"/><text x="${acrossAt(hour)}" y="294" text-anchor="middle" font-size="14" fill="${ink}">${hour}</text>`,
  )
  const percents = [99, 99.5, 100].map(
    (percent) =>
      `<path d="M80 ${downAt(percent)}h480" stroke="#d8dee6"/><text x="70" y="${downAt(percent) + 5}" text-anchor="end" font-size="14" fill="${ink}">${percent.toFixed(1)} %</text>`,
  )
  return svg(
    600,
    338,
    `<rect width="600" height="338" fill="#fff"/>${percents.join('')}<path d="M80 40V270H560" fill="none" stroke="${ink}" stroke-width="1.5"/>${hours.join('')}
${dots.join('')}<polyline points="${line.join(' ')}" fill="none" stroke="#c4502a" stroke-width="2"/>
<text x="320" y="322" text-anchor="middle" font-size="15" fill="${ink}">time in hours</text><text x="80" y="28" font-size="15" fill="${ink}">brightness of the star</text>`,
  )
}

function star(x: number, y: number, radius: number, colour = '#fff'): string {
  return `<circle cx="${x}" cy="${y}" r="${radius * 2.4}" fill="${colour}" opacity=".18"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`
}

function winterSky(): string {
  const faint = Array.from(
    { length: 130 },
    (_, index) =>
      `<circle cx="${(spread(index) * 640).toFixed(1)}" cy="${(spread(index + 500) * 400).toFixed(1)}" r="${(0.5 + spread(index + 900) * 0.8).toFixed(1)}" fill="#cfd8ee" opacity="${(0.3 + spread(index + 77) * 0.5).toFixed(2)}"/>`,
  )
  const lines =
    'M270 96L330 104M270 96L290 190M330 104L318 178M290 190L304 184L318 178M290 190L282 262M318 178L346 256M282 262L346 256M420 120L448 108L470 92M420 120L452 130L486 136'
  const pleiades = [
    [0, 0],
    [9, -5],
    [16, 2],
    [11, 9],
    [3, 11],
    [22, -6],
  ].map(([dx = 0, dy = 0]) => star(540 + dx, 70 + dy, 1.5, '#cfe0ff'))
  return svg(
    640,
    400,
    `<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#0a1026"/><stop offset="1" stop-color="#1d2a4e"/></linearGradient></defs><rect width="640" height="400" fill="url(#g)"/>${faint.join('')}
<path d="${lines}" stroke="#7f93bd" stroke-width="1" fill="none" opacity=".7"/>${star(270, 96, 4.5, '#ffb37a')}${star(330, 104, 3)}${star(290, 190, 3)}${star(304, 184, 3)}${star(318, 178, 3)}${star(282, 262, 2.6)}${star(346, 256, 5, '#cfe0ff')}
${star(130, 306, 6.5, '#e8f0ff')}${star(420, 120, 4, '#ffcf9a')}${star(448, 108, 1.8)}${star(470, 92, 1.8)}${star(452, 130, 1.8)}${star(486, 136, 1.8)}${star(150, 130, 4)}${pleiades.join('')}
<path d="M0 372Q120 340 240 366T480 356T640 372V400H0Z" fill="#060a16"/><text x="24" y="392" font-size="13" fill="#8fa0c4">south-east</text><text x="616" y="392" font-size="13" text-anchor="end" fill="#8fa0c4">south</text>`,
  )
}

function pleiadesItem(): string {
  const stars = [
    [20, 34],
    [38, 22],
    [52, 36],
    [42, 50],
    [26, 54],
    [64, 18],
  ].map(([x = 0, y = 0]) => star(x, y, 2.6, '#cfe0ff'))
  return svg(84, 68, `<rect width="84" height="68" rx="6" fill="#22305c"/>${stars.join('')}`)
}

function parallaxSketch(): string {
  return svg(
    520,
    240,
    `<rect width="520" height="240" fill="#fffdf6"/><g fill="none" stroke="${ink}" stroke-width="1.6"><ellipse cx="90" cy="120" rx="30" ry="70"/><path d="M90 50L470 150M90 190L470 90" stroke="#c4502a"/><path d="M90 50V190" stroke-dasharray="5 4"/></g>
<circle cx="90" cy="120" r="12" fill="#f2b632"/><circle cx="90" cy="50" r="6" fill="#2f6f9f"/><circle cx="90" cy="190" r="6" fill="#2f6f9f"/><circle cx="356" cy="120" r="6" fill="#c4502a"/><path d="M312 108A46 46 0 0 0 312 132" fill="none" stroke="${ink}"/>
<g font-size="15" fill="${ink}"><text x="66" y="34">January</text><text x="70" y="222">July</text><text x="342" y="100">star</text><text x="282" y="125" font-style="italic">2p</text><text x="404" y="78">far stars</text></g>`,
  )
}

const pictures: Record<string, string> = {
  'half-moon.png': svg(40, 40, `<rect width="40" height="40" rx="6" fill="${sky}"/>${moon(20, 20, 14, 0.5001)}`),
  'light-curve.png': lightCurve(),
  'moon-phases.png': moonPhases(),
  'parallax-sketch.png': parallaxSketch(),
  'pleiades.png': pleiadesItem(),
  'winter-sky.png': winterSky(),
}

process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x'
const { default: packed } = await import('@sparticuz/chromium')
const browser = await chromium.launch({ executablePath: await packed.executablePath(), args: packed.args })
const page = await browser.newPage()
for (const [name, content] of Object.entries(pictures)) {
  await page.setContent(`<body style="margin:0">${content}</body>`)
  await writeFile(new URL(name, import.meta.url), await page.locator('svg').screenshot({ omitBackground: true }))
}
await browser.close()
