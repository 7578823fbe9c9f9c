import type { PicturePoint, PlacedThing, PlacementBlock, ZoneOutline } from '../report-document.ts'
import { escapeHtml } from './escape-html.ts'
import type { HtmlRendering } from './html-rendering.ts'
import { renderImage } from './render-inlines.ts'
import { tableOf } from './render-table.ts'

/** No zone that a teacher drew has more corners; the rest of a longer list is not drawn. */
const mostCorners = 500
const farthest = 100_000
/** From this share of the width on, the label of a marker stands on the left of its pin. */
const rightPart = 60
/** Share of the width that a label has at least, wherever it stands. */
const leastRoom = 20
const largestSide = 10_000

/** The picture with what was placed on it, and a table of the same. */
export function renderPlacement(block: PlacementBlock, rendering: HtmlRendering): string {
  const { words } = rendering
  const { background } = block
  const things = block.placed.map((thing, index) => renderThing(thing, { index, block, rendering }))
  const rows = block.placed.map((thing, index) => {
    const position = `${round(thing.x)}, ${round(thing.y)}`
    return `<tr><td>${index + 1}</td><th scope="row">${labelOf(thing, rendering)}</th><td dir="auto">${escapeHtml(thing.zone ?? '')}</td><td>${position}</td></tr>`
  })
  const shape = `width:${side(background.width)}px;aspect-ratio:${side(background.width)}/${side(background.height)}`
  const ground = renderImage(background, rendering, 'ground')
  const drawing = `<div class="placement" dir="ltr" style="${shape}">${ground}${renderOutlines(block)}${things.join('')}</div>`
  return `<figure>${drawing}</figure>${rows.length > 0 ? tableOf(['#', words.item, words.place, words.position], rows) : ''}`
}

interface Surroundings {
  readonly index: number
  readonly block: PlacementBlock
  readonly rendering: HtmlRendering
}

function renderThing(thing: PlacedThing, { index, block, rendering }: Surroundings): string {
  const { width, height } = block.background
  const left = percent(thing.x, width)
  const top = `top:${percent(thing.y, height)}%`
  if (thing.shape === 'marker') {
    const turned = left > rightPart
    const place = turned ? `right:${round(100 - left)}%` : `left:${left}%`
    const room = `max-width:${Math.max(leastRoom, turned ? left : 100 - left)}%`
    const label = `<span class="name">${index + 1} ${labelOf(thing, rendering)}</span>`
    return `<span class="thing marker${turned ? ' turned' : ''}" style="${place};${top};${room}"><span class="pin"></span>${label}</span>`
  }
  const image = thing.image ? renderImage(thing.image, rendering) : ''
  const isPicture = thing.image !== undefined && rendering.addressOf(thing.image) !== undefined
  const size = isPicture
    ? `width:${percent(thing.image.width, width)}%`
    : `max-width:${Math.max(leastRoom, round(100 - left))}%`
  const content = isPicture ? image : labelOf(thing, rendering)
  const kind = isPicture ? 'item picture' : thing.label === '' ? 'item empty' : 'item'
  return `<span class="thing ${kind}" style="left:${left}%;${top};${size}">${content}</span>`
}

function labelOf({ label }: PlacedThing, { words }: HtmlRendering): string {
  return label === '' ? `<em>${words.empty}</em>` : `<bdi>${escapeHtml(label)}</bdi>`
}

function percent(position: number, whole: number): number {
  const share = whole > 0 && Number.isFinite(position) ? (position / whole) * 100 : 0
  return round(Math.min(100, Math.max(0, share)))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** A side of the picture in whole pixels, such that a page can hold it. */
function side(pixels: number): number {
  return Number.isFinite(pixels) ? Math.round(Math.min(largestSide, Math.max(1, pixels))) : 1
}

/** Borders of the drop zones. The table says the same in words, so the drawing is hidden from screen readers. */
function renderOutlines({ background, placed }: PlacementBlock): string {
  const shapes = placed.flatMap(({ outline }) => (outline ? [renderOutline(outline)] : []))
  if (shapes.length === 0 || !(background.width > 0 && background.height > 0)) return ''
  const area = `0 0 ${side(background.width)} ${side(background.height)}`
  const drawn = ['under', 'over'].map((layer) => `<g class="${layer}">${shapes.join('')}</g>`).join('')
  return `<svg class="zones" viewBox="${area}" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>`
}

function renderOutline(outline: ZoneOutline): string {
  if (outline.shape === 'circle') {
    const { x, y } = outline.centre
    return `<circle cx="${pixels(x)}" cy="${pixels(y)}" r="${Math.max(0, pixels(outline.radius))}"/>`
  }
  const corners = outline.corners.slice(0, mostCorners).map(({ x, y }: PicturePoint) => `${pixels(x)},${pixels(y)}`)
  return `<polygon points="${corners.join(' ')}"/>`
}

function pixels(value: number): number {
  return Number.isFinite(value) ? Math.min(farthest, Math.max(-farthest, value)) : 0
}
