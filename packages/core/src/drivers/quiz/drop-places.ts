/** A place of a drag-and-drop picture, as the page's script tells it. */
export interface DropPlace {
  readonly number: number
  /** Name that the author gave it; may be empty. */
  readonly text: string
  readonly group: number
  /** Top left corner in pixels of the picture. */
  readonly x: number
  readonly y: number
  /** Name of the hidden field that holds the answer. */
  readonly fieldName: string
}

const longestArgument = 500_000

/**
 * Finds the drop places of a question in the start-up scripts of a review: the call
 * `amd.init("question-<usage>-<slot>", true, {…})` of `qtype_ddimageortext/question`. The places are read as JSON and
 * nothing is run. Empty if there is no such call or it is not as expected.
 *
 * @param elementId id of the question's own element. Moodle collects scripts over a whole page, so that the call can
 * stand behind a later question.
 */
export function findDropPlaces(scripts: Iterable<string>, elementId: string): readonly DropPlace[] {
  const start = `amd.init(${JSON.stringify(elementId)},`
  for (const script of scripts) {
    const found = script.indexOf(start)
    if (found === -1) continue
    const argument = readArgument(script, found + start.length)
    const places = argument === undefined ? [] : parsePlaces(argument)
    if (places.length > 0) return places
  }
  return []
}

/** The text of the JSON object that follows a boolean argument. */
function readArgument(script: string, from: number): string | undefined {
  const before = /^\s*(?:true|false)\s*,\s*/.exec(script.slice(from, from + 40))?.[0]
  const start = before === undefined ? -1 : from + before.length
  if (start === -1 || script[start] !== '{') return undefined
  const end = endOfObject(script, start)
  return end === undefined ? undefined : script.slice(start, end)
}

function endOfObject(script: string, start: number): number | undefined {
  let depth = 0
  let inString = false
  for (let index = start; index < script.length && index - start < longestArgument; index += 1) {
    const character = script[index]
    if (inString) {
      if (character === '\\') index += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth === 0) return index + 1
    }
  }
  return undefined
}

function parsePlaces(json: string): readonly DropPlace[] {
  const value = parseJson(json)
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value)
    .map(toDropPlace)
    .filter((place) => place !== undefined)
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    // A script that is not what we know: the question is then shown without its drawing, with a note.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function toDropPlace(value: unknown): DropPlace | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fields = new Map<string, unknown>(Object.entries(value))
  const corner = fields.get('xy')
  const [x, y] = Array.isArray(corner) ? corner.map(Number) : []
  const fieldName = fields.get('fieldname')
  if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) return undefined
  if (typeof fieldName !== 'string') return undefined
  const text = fields.get('text')
  return {
    number: Number(fields.get('no') ?? 0),
    text: typeof text === 'string' ? text : '',
    group: Number(fields.get('group') ?? 0),
    x,
    y,
    fieldName,
  }
}
