import type { PicturePoint, PlacedThing, PlacementBlock } from '../../documents/report-document.ts'
import type { PagePlaced, PagePlacement } from './page-data.ts'
import type { ReportContext } from './report-context.ts'

const pointsToPixels = 1 / 0.75
/** A corner of a border may lie outside the picture by this many of its widths; what is outside is cut off. */
const farthest = 0.5
/** No zone that a teacher drew has more corners; the rest of a longer list is not drawn. */
const mostCorners = 500
/** Letters of a word that fit beside others on a drawing. */
const longestInDrawing = 20

/** A drawing of things placed on a picture, with the table of the same. */
export function toPagePlacement(context: ReportContext, block: PlacementBlock): PagePlacement {
  const background = context.image(block.background)
  const width = block.background.width > 0 ? block.background.width : (background?.width ?? 300) * pointsToPixels
  const height = block.background.height > 0 ? block.background.height : (background?.height ?? 150) * pointsToPixels
  const backgroundAlternative = context.alternative(block.background)
  return {
    kind: 'placement',
    path: background?.path ?? '',
    width,
    height,
    backgroundAlternative,
    alternative: describe(context, block, backgroundAlternative),
    placed: block.placed.map((thing) => toPagePlaced(context, thing, { width, height })),
  }
}

interface Area {
  readonly width: number
  readonly height: number
}

function toPagePlaced(context: ReportContext, thing: PlacedThing, area: Area): PagePlaced {
  const image = thing.image === undefined ? undefined : context.image(thing.image)
  const label = context.printable.printBreakable(thing.label.replaceAll(/\s/gu, ' '), longestInDrawing)
  return {
    // What is placed outside is drawn at the picture's border, so that it hides nothing; the table has its position.
    x: within(thing.x, area.width, 0),
    y: within(thing.y, area.height, 0),
    position: `${round(thing.x)}, ${round(thing.y)}`,
    label,
    zone: context.printable.printBreakable((thing.zone ?? '').replaceAll(/\s/gu, ' '), longestInDrawing),
    shape: thing.shape,
    path: image?.path ?? '',
    width: (image?.width ?? 0) * pointsToPixels,
    height: (image?.height ?? 0) * pointsToPixels,
    ...toPageOutline(thing, area),
  }
}

function toPageOutline({ outline }: PlacedThing, area: Area): Pick<PagePlaced, 'centre' | 'radius' | 'corners'> {
  const point = ({ x, y }: PicturePoint): [number, number] => [within(x, area.width), within(y, area.height)]
  const none = { centre: [0, 0], radius: 0, corners: [] } as const
  if (outline === undefined) return none
  if (outline.shape === 'polygon') return { ...none, corners: outline.corners.slice(0, mostCorners).map(point) }
  const radius = Math.max(0, within(outline.radius, Math.min(area.width, area.height)))
  return { ...none, centre: point(outline.centre), radius }
}

function describe(context: ReportContext, block: PlacementBlock, background: string): string {
  const words = context.words.notes
  const told = block.placed.map(({ label, zone, x, y }) => {
    const place = zone ?? `${round(x)}, ${round(y)}`
    return label === '' ? words.emptyPlace(place) : words.placedAt(label, place)
  })
  const anyPlaced = block.placed.some(({ label }) => label !== '')
  const sentences = [anyPlaced ? '' : words.nothingPlaced, told.length === 0 ? '' : `${told.join('; ')}.`]
  return context.printable.annotate([words.drawing(background), ...sentences].filter(Boolean).join(' '))
}

function within(value: number, extent: number, beyond = farthest): number {
  if (!Number.isFinite(value)) return 0
  return Math.min(Math.max(value, -extent * beyond), extent * (1 + beyond))
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}
