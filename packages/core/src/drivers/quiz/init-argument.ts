import { parseJson } from '../../parse-json.ts'

const longestArgument = 500_000

/**
 * The data that Moodle hands to a question's start-up script: the third argument of
 * `amd.init("question-<usage>-<slot>", <read only>, {…})`. It is read as JSON; nothing is run. Undefined if there is no
 * such call or its argument is no JSON.
 *
 * @param scripts Moodle collects scripts over a whole page, so that the call can stand behind a later question.
 * @param elementId id of the question's own element.
 */
export function findInitArgument(scripts: Iterable<string>, elementId: string): unknown {
  const start = `amd.init(${JSON.stringify(elementId)},`
  for (const script of scripts) {
    const found = script.indexOf(start)
    const argument = found === -1 ? undefined : readArgument(script, found + start.length)
    // A script that is not what we know: the question is then shown without its drawing, with a note.
    const value = argument === undefined ? undefined : parseJson(argument)
    if (value !== undefined) return value
  }
  return undefined
}

/** The text of the object or list that follows a boolean argument. */
function readArgument(script: string, from: number): string | undefined {
  const before = /^\s*(?:true|false)\s*,\s*(?=[{[])/.exec(script.slice(from, from + 40))?.[0]
  if (before === undefined) return undefined
  const start = from + before.length
  const end = endOfValue(script, start)
  return end === undefined ? undefined : script.slice(start, end)
}

/** Where the object or list that starts at `start` ends: brackets are counted outside strings. */
function endOfValue(script: string, start: number): number | undefined {
  let depth = 0
  let inString = false
  for (let index = start; index < script.length && index - start < longestArgument; index += 1) {
    const character = script[index]
    if (inString) {
      if (character === '\\') index += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') {
      depth -= 1
      if (depth === 0) return index + 1
    }
  }
  return undefined
}
