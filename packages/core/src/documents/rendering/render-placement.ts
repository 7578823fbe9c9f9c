import type { PicturePoint, PlacementBlock, ZoneOutline } from '../report-document.ts'
import { escapeHtml } from './escape-html.ts'
import type { HtmlRendering } from './html-rendering.ts'
import { renderImage } from './render-inlines.ts'
import { tableOf } from './render-table.ts'

/** No zone that a teacher drew has more corners; the rest of a longer list is not drawn. */
const mostCorners = 500
const farthest = 100_000

/** The picture with what was placed on it, and a table of the same. */
export function renderPlacement(block: PlacementBlock, rendering: HtmlRendering): string {
  const { words } = rendering
  const { width, height } = block.background
  const things = block.placed.map((thing, index) => {
    const place = `left:${percent(thing.x, width)};top:${percent(thing.y, height)}`
    const image = thing.image && thing.shape === 'item' ? renderImage(thing.image, rendering) : ''
    const label = thing.label === '' ? `<em>${words.empty}</em>` : escapeHtml(thing.label)
    return `<span class="thing ${thing.shape === 'marker' ? 'marker' : 'item'}" style="${place}">${image || `${index + 1} ${label}`}</span>`
  })
  const rows = block.placed.map((thing, index) => {
    const label = thing.label === '' ? `<em>${words.empty}</em>` : escapeHtml(thing.label)
    return `<tr><td>${index + 1}</td><td>${label}</td><td>${escapeHtml(thing.zone ?? '')}</td><td>${thing.x}, ${thing.y}</td></tr>`
  })
  const drawing = `<div class="placement" style="width:${Math.round(width)}px">${renderImage(block.background, rendering, 'ground')}${renderOutlines(block)}${things.join('')}</div>`
  return `<figure>${drawing}</figure>${rows.length > 0 ? tableOf(['#', words.item, words.place, words.position], rows) : ''}`
}

function percent(position: number, whole: number): string {
  const share = whole > 0 ? (position / whole) * 100 : 0
  return `${Math.round(Math.min(100, Math.max(0, share)) * 100) / 100}%`
}

/** Borders of the drop zones. The table says the same in words, so the drawing is hidden from screen readers. */
function renderOutlines({ background, placed }: PlacementBlock): string {
  const shapes = placed.flatMap(({ outline }) => (outline ? [renderOutline(outline)] : []))
  if (shapes.length === 0 || !(background.width > 0 && background.height > 0)) return ''
  const area = `0 0 ${Math.round(background.width)} ${Math.round(background.height)}`
  const drawn = ['under', 'over'].map((layer) => `<g class="${layer}">${shapes.join('')}</g>`).join('')
  return `<svg class="zones" viewBox="${area}" aria-hidden="true">${drawn}</svg>`
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
