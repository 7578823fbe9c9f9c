import {
  attributeOf,
  elementsIn,
  firstElement,
  firstOfClass,
  hasClass,
  lineOf,
  numberInClass,
  type HtmlElement,
} from '../../../documents/html/html-nodes.ts'
import type { Block, ImageReference, MatchesBlock, PlacedThing } from '../../../documents/index.ts'
import { findDropPlaces, type DropPlace } from '../drop-places.ts'
import {
  answerPart,
  paragraph,
  promptPart,
  type QuestionReading,
  type QuestionTypeReader,
} from '../question-reading.ts'
import { findDragged } from './text-gap-questions.ts'

/** Drag and drop onto image: where each place is stands in a script of the page; what lies there in hidden fields. */
export const readDragOntoImage: QuestionTypeReader = (reading) => {
  const { page, words } = reading
  const places = findDropPlaces(reading.scripts, elementIdOf(reading))
  if (places.length === 0) {
    reading.note(words.remarks.positions(words.remarks.question(page.question.numberShown)))
    return [...promptPart(reading), answerPart(reading, [...backgroundOf(reading, []), ...withoutPositions(reading)])]
  }
  const placed = places.map((place) => readPlace(place, reading))
  return [...promptPart(reading), answerPart(reading, [...backgroundOf(reading, placed), ...leftOver(reading, placed)])]
}

/** Id of the question's own element, `question-<usage>-<slot>`. */
function elementIdOf({ page }: QuestionReading): string {
  const own = firstElement(page.root, (element) => hasClass(element, 'que'))
  return (own && attributeOf(own, 'id')) ?? ''
}

function readPlace(place: DropPlace, reading: QuestionReading): PlacedThing {
  const { formulation } = reading.page
  const field = firstElement(
    formulation,
    (element) => element.tagName === 'input' && attributeOf(element, 'name') === place.fieldName,
  )
  const thing = field && draggedInto(field, reading)
  const zone = place.text === '' ? reading.words.zone(place.number) : place.text
  return { x: place.x, y: place.y, zone, shape: 'item', ...describeThing(thing, reading) }
}

function draggedInto(field: HtmlElement, { page }: QuestionReading): HtmlElement | undefined {
  const choice = Number(attributeOf(field, 'value') ?? 0)
  return choice > 0 ? findDragged(page.formulation, choice, numberInClass(field, 'group')) : undefined
}

function describeThing(
  thing: HtmlElement | undefined,
  reading: QuestionReading,
): { readonly label: string; readonly image?: ImageReference } {
  if (!thing) return { label: '' }
  const picture = thing.tagName === 'img' ? thing : firstElement(thing, (element) => element.tagName === 'img')
  const text = lineOf(thing)
  if (!picture) return { label: text }
  const alternative =
    attributeOf(picture, 'alt')?.trim() || text || reading.words.picture(numberInClass(thing, 'choice') ?? 0)
  const address = attributeOf(picture, 'src') ?? ''
  const image = reading.materials.image({ address, alternative, width: undefined, height: undefined })
  return image ? { label: alternative, image } : { label: alternative }
}

/** The drawing; without its background what lies where is told in pairs. */
function backgroundOf(reading: QuestionReading, placed: readonly PlacedThing[]): readonly Block[] {
  const picture = firstOfClass(reading.page.formulation, 'dropbackground')
  const address = (picture && attributeOf(picture, 'src')) ?? ''
  const alternative = reading.words.background
  const background =
    address === '' ? undefined : reading.materials.image({ address, alternative, width: undefined, height: undefined })
  if (background) return [{ kind: 'placement', background, placed }]
  return placed.length === 0 ? [] : [toPairs(placed)]
}

function toPairs(placed: readonly PlacedThing[]): MatchesBlock {
  const pairs = placed.map(({ zone, x, y, label }) => ({
    prompt: [paragraph(zone ?? `${x}, ${y}`)],
    answer: label === '' ? [] : [paragraph(label)],
  }))
  return { kind: 'matches', pairs }
}

/** The same without positions: the number of each place, and what lies there. */
function withoutPositions(reading: QuestionReading): readonly Block[] {
  const fields = [...elementsIn(reading.page.formulation, (element) => hasClass(element, 'placeinput'))]
  const placed = fields.map((field, index): PlacedThing => {
    const zone = reading.words.zone(numberInClass(field, 'place') ?? index + 1)
    const { label } = describeThing(draggedInto(field, reading), reading)
    return { x: 0, y: 0, zone, label, shape: 'item' }
  })
  return placed.length === 0 ? [] : [toPairs(placed)]
}

function leftOver(reading: QuestionReading, placed: readonly PlacedThing[]): readonly Block[] {
  const used = new Set(placed.map(({ label }) => label))
  const things = [...elementsIn(reading.page.formulation, (element) => hasClass(element, 'draghome'))]
  const left = things
    .map((thing) => describeThing(thing, reading).label)
    .filter((label) => label !== '' && !used.has(label))
  return left.length === 0 ? [] : [paragraph(reading.words.notPlaced([...new Set(left)].join(' · ')))]
}

/** Drag and drop markers: hidden fields hold where each marker points, `x,y` in pixels of the picture, `;` between. */
export const readDragMarkers: QuestionTypeReader = (reading) => {
  const { formulation } = reading.page
  const fields = [...elementsIn(formulation, (element) => element.tagName === 'input' && hasClass(element, 'choices'))]
  const placed = fields.flatMap((field): readonly PlacedThing[] => {
    const label = markerText(reading, numberInClass(field, 'choice'))
    return positionsOf(attributeOf(field, 'value') ?? '').map(({ x, y }) => ({ x, y, label, shape: 'marker' }))
  })
  const used = new Set(placed.map(({ label }) => label))
  const left = fields
    .map((field) => markerText(reading, numberInClass(field, 'choice')))
    .filter((label) => !used.has(label))
  const rest = left.length === 0 ? [] : [paragraph(reading.words.notPlaced([...new Set(left)].join(' · ')))]
  return [...promptPart(reading), answerPart(reading, [...backgroundOf(reading, placed), ...rest])]
}

function markerText(reading: QuestionReading, choice: number | undefined): string {
  const marker = firstElement(
    reading.page.formulation,
    (element) => hasClass(element, 'marker') && numberInClass(element, 'choice') === choice,
  )
  const text = marker ? lineOf(marker) : ''
  return text === '' ? reading.words.choice(choice ?? 0) : text
}

function positionsOf(value: string): readonly { readonly x: number; readonly y: number }[] {
  return value.split(';').flatMap((pair) => {
    const found = /^\s*(-?\d{1,5}(?:\.\d+)?)\s*,\s*(-?\d{1,5}(?:\.\d+)?)\s*$/.exec(pair)
    return found ? [{ x: Number(found[1]), y: Number(found[2]) }] : []
  })
}
