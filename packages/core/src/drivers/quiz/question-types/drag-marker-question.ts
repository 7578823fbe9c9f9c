import { z } from 'zod'
import {
  attributeOf,
  elementsIn,
  firstElement,
  hasClass,
  lineOf,
  moodleDialect,
  numberInClass,
  parseHtml,
  type Block,
  type HtmlElement,
  type PicturePoint,
  type PlacedThing,
  type ReportPart,
  type ZoneOutline,
} from '../../../documents/index.ts'
import { findInitArgument } from '../init-argument.ts'
import {
  answerPart,
  paragraph,
  promptPart,
  type QuestionReading,
  type QuestionTypeReader,
} from '../question-reading.ts'
import { elementIdOf, placementOf } from './drag-image-question.ts'

/** Where a wrongly placed marker should be, as the script of `qtype_ddmarker` tells it. */
const rightZone = z.object({ coords: z.string(), shape: z.string(), markertext: z.string() })
type RightZone = z.output<typeof rightZone>

/** No zone that a teacher drew has more corners; the rest of a longer list is not kept. */
const mostCorners = 500

/** Drag and drop markers: hidden fields hold where each marker points, `x,y` in pixels of the picture, `;` between. */
export const readDragMarkers: QuestionTypeReader = (reading) => {
  const fields = elementsIn(
    reading.page.formulation,
    (element) => element.tagName === 'input' && hasClass(element, 'choices'),
  )
  const markers = [...fields].map((field) => readMarker(field, reading))
  const placed = markers.flatMap(({ places }) => places)
  const left = markers.filter(({ places }) => places.length === 0).map(({ label }) => label)
  const rest: readonly Block[] = left.length === 0 ? [] : [paragraph(reading.words.notPlaced(left.join(' · ')))]
  return [
    ...promptPart(reading),
    answerPart(reading, [...placementOf(reading, placed), ...rest]),
    ...rightZonesPart(reading),
  ]
}

interface Marker {
  readonly label: string
  readonly places: readonly PlacedThing[]
}

function readMarker(field: HtmlElement, reading: QuestionReading): Marker {
  const choice = numberInClass(field, 'choice') ?? 0
  const marker = firstElement(
    reading.page.formulation,
    (element) => hasClass(element, 'marker') && numberInClass(element, 'choice') === choice,
  )
  const label = (marker && lineOf(marker)) || reading.words.choice(choice)
  const points = pointsOf(attributeOf(field, 'value') ?? '')
  return { label, places: points.map(({ x, y }) => ({ x, y, label, shape: 'marker' })) }
}

/** Points such as `110,110;305,140`. */
function pointsOf(value: string): readonly PicturePoint[] {
  return value.split(';').flatMap((pair) => {
    const found = /^\s*(-?\d{1,6}(?:\.\d{1,10})?)\s*,\s*(-?\d{1,6}(?:\.\d{1,10})?)\s*$/.exec(pair)
    return found ? [{ x: Number(found[1]), y: Number(found[2]) }] : []
  })
}

/** Where wrongly placed markers should be: each zone's outline with a pin in its middle, and the same in words. */
function rightZonesPart(reading: QuestionReading): readonly ReportPart[] {
  const argument = findInitArgument(reading.scripts, elementIdOf(reading))
  if (!Array.isArray(argument)) return []
  const placed = argument
    .map((zone) => rightZone.safeParse(zone))
    .flatMap(({ data }) => (data ? middleOf(data, reading) : []))
  if (placed.length === 0) return []
  return [{ role: 'right-answer', heading: reading.words.parts.rightAnswer, blocks: placementOf(reading, placed) }]
}

function middleOf({ shape, coords, markertext }: RightZone, reading: QuestionReading): readonly PlacedThing[] {
  const points = pointsOf(coords)
  const middle = middlePoint(shape, points)
  if (!middle) return []
  const label = lineOf(parseHtml(moodleDialect.prepare(markertext)).fragment)
  const zone = reading.words.zoneShape(shape, coords)
  const outline = outlineOf({ shape, coords }, points)
  const pin = { x: Math.round(middle.x), y: Math.round(middle.y), label, zone, shape: 'marker' } as const
  return [outline ? { ...pin, outline } : pin]
}

/**
 * A polygon is told by its corners, a rectangle by a corner and its size, a circle by its centre and radius (which is
 * no point and left out by {@link pointsOf}).
 */
function middlePoint(shape: string, points: readonly PicturePoint[]): PicturePoint | undefined {
  const [first, second] = points
  if (!first) return undefined
  if (shape === 'polygon') return { x: meanOf(points.map(({ x }) => x)), y: meanOf(points.map(({ y }) => y)) }
  if (shape === 'rectangle' && second) return { x: first.x + second.x / 2, y: first.y + second.y / 2 }
  return first
}

function outlineOf(
  { shape, coords }: Pick<RightZone, 'shape' | 'coords'>,
  points: readonly PicturePoint[],
): ZoneOutline | undefined {
  const [first, second] = points
  if (!first) return undefined
  if (shape === 'polygon') return { shape, corners: points.slice(0, mostCorners) }
  if (shape === 'rectangle' && second) return { shape: 'polygon', corners: cornersOf(first, second) }
  const radius = /^[^;]*;\s*(\d{1,6}(?:\.\d{1,10})?)\s*$/.exec(coords)?.[1]
  return shape === 'circle' && radius !== undefined ? { shape, centre: first, radius: Number(radius) } : undefined
}

function cornersOf({ x, y }: PicturePoint, { x: width, y: height }: PicturePoint): readonly PicturePoint[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
