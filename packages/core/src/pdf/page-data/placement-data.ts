import type { PicturePoint, PlacedThing, PlacementBlock } from '../../documents/report-document.ts'
import type { PagePlaced, PagePlacement } from './page-data.ts'
import type { ReportContext } from './report-context.ts'

const pointsToPixels = 1 / 0.75
/** A position further outside the picture than this many of its widths is drawn at that border. */
const farthest = 0.5
/** No zone that a teacher drew has more corners; the rest of a longer list is not drawn. */
const mostCorners = 500

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
  const label = context.printable.print(thing.label.replaceAll(/\s/gu, ' '))
  return {
    x: within(thing.x, area.width),
    y: within(thing.y, area.height),
    position: `${round(thing.x)}, ${round(thing.y)}`,
    label,
    zone: context.printable.print((thing.zone ?? '').replaceAll(/\s/gu, ' ')),
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
  const placed = block.placed
    .filter((thing) => thing.label !== '')
    .map((thing) => words.placedAt(thing.label, thing.zone ?? `${round(thing.x)}, ${round(thing.y)}`))
  const sentence = placed.length === 0 ? words.nothingPlaced : `${placed.join('; ')}.`
  return context.printable.annotate(`${words.drawing(background)} ${sentence}`)
}

function within(value: number, extent: number): number {
  if (!Number.isFinite(value)) return 0
  return Math.min(Math.max(value, -extent * farthest), extent * (1 + farthest))
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}
