import { z } from 'zod'
import {
  attributeOf,
  firstElement,
  firstOfClass,
  hasClass,
  lineOf,
  numberInClass,
  type Block,
  type HtmlElement,
  type ImageReference,
  type MatchesBlock,
  type PlacedThing,
} from '../../../documents/index.ts'
import { findInitArgument } from '../init-argument.ts'
import {
  answerPart,
  paragraph,
  promptPart,
  questionName,
  type QuestionReading,
  type QuestionTypeReader,
} from '../question-reading.ts'
import { readDropAnswers, type DropAnswers } from './drop-answers.ts'

const pixel = z.coerce.number().min(-10_000).max(100_000)

/** A drop zone as the script of `qtype_ddimageortext` tells it. */
const dropZone = z.object({
  no: z.coerce.number().int().catch(0),
  text: z.string().catch(''),
  /** Top left corner in pixels of the picture. */
  xy: z.tuple([pixel, pixel]),
  /** Name of the hidden field that holds the answer. */
  fieldname: z.string(),
})
type DropZone = z.output<typeof dropZone>

/** Drag and drop onto image: the script tells where the zones are, hidden fields what lies in each. */
export const readDragOntoImage: QuestionTypeReader = (reading) => {
  const answers = readDropAnswers(reading.page.formulation)
  const zones = zonesOf(reading)
  const drawing = zones.length === 0 ? withoutPositions(answers, reading) : drawn(zones, answers, reading)
  return [...promptPart(reading), answerPart(reading, [...drawing, ...leftOver(answers, reading)])]
}

function drawn(zones: readonly DropZone[], answers: DropAnswers, reading: QuestionReading): readonly Block[] {
  const placed = zones.map(({ no, text, xy: [x, y], fieldname }): PlacedThing => {
    const zone = text === '' ? reading.words.zone(no) : text
    return { x, y, zone, shape: 'item', ...describeAnswer(answers.fieldNamed(fieldname), answers, reading) }
  })
  return placementOf(reading, placed)
}

function zonesOf(reading: QuestionReading): readonly DropZone[] {
  const argument = findInitArgument(reading.scripts, elementIdOf(reading))
  if (typeof argument !== 'object' || argument === null) return []
  return Object.values(argument)
    .map((zone) => dropZone.safeParse(zone))
    .flatMap(({ data }) => data ?? [])
    .toSorted((first, second) => first.no - second.no)
}

/** Id of the question's own element, `question-<usage>-<slot>`. */
export function elementIdOf({ page }: QuestionReading): string {
  const own = firstElement(page.root, (element) => hasClass(element, 'que'))
  return (own && attributeOf(own, 'id')) ?? ''
}

interface Description {
  readonly label: string
  readonly image?: ImageReference
}

/** What lies in the place of a field. A thing that the page does not hold is told by its number. */
function describeAnswer(field: HtmlElement | undefined, answers: DropAnswers, reading: QuestionReading): Description {
  const choice = field ? answers.choiceIn(field) : 0
  const thing = field && answers.thingIn(field)
  if (thing) return describeThing(thing, reading)
  return { label: choice === 0 ? '' : reading.words.choice(choice) }
}

function describeThing(thing: HtmlElement, reading: QuestionReading): Description {
  const picture = thing.tagName === 'img' ? thing : firstElement(thing, (element) => element.tagName === 'img')
  const text = lineOf(thing)
  if (!picture) return { label: text }
  const told = attributeOf(picture, 'alt')?.trim() || text
  const label = told || reading.words.picture(numberInClass(thing, 'choice') ?? 0)
  const address = attributeOf(picture, 'src') ?? ''
  const image = reading.materials.image({ address, alternative: label, width: undefined, height: undefined })
  return image ? { label, image } : { label }
}

/** The drawing; without its background what lies where is told in pairs. */
export function placementOf(reading: QuestionReading, placed: readonly PlacedThing[]): readonly Block[] {
  const picture = firstOfClass(reading.page.formulation, 'dropbackground')
  const address = (picture && attributeOf(picture, 'src')) ?? ''
  const size = { width: undefined, height: undefined }
  const background =
    address === '' ? undefined : reading.materials.image({ address, alternative: reading.words.background, ...size })
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

/** Without positions: the number of each zone, and what lies in it, below the picture. */
function withoutPositions(answers: DropAnswers, reading: QuestionReading): readonly Block[] {
  reading.note(reading.words.remarks.positions(questionName(reading)))
  const placed = answers.fields.map((field, index): PlacedThing => {
    const zone = reading.words.zone(numberInClass(field, 'place') ?? index + 1)
    return { x: 0, y: 0, zone, label: describeAnswer(field, answers, reading).label, shape: 'item' }
  })
  return [...placementOf(reading, []), ...(placed.length === 0 ? [] : [toPairs(placed)])]
}

function leftOver(answers: DropAnswers, reading: QuestionReading): readonly Block[] {
  const used = new Set(answers.fields.map((field) => answers.thingIn(field)))
  const left = answers.things.filter((thing) => !used.has(thing)).map((thing) => describeThing(thing, reading).label)
  return left.length === 0 ? [] : [paragraph(reading.words.notPlaced(left.join(' · ')))]
}
