/**
 * Makes the markup of an answer the same whenever the same data are read. Only tags and scripts are touched, never the
 * text between them, which people wrote. One instance for one answer: its numbers go on from question to question.
 */
export class AnswerMarkup {
  readonly #numbers = new Map<string, number>()
  /** Scripts go on from question to question: most of their lines were seen before. */
  readonly #scriptLines = new Map<string, string>()

  /** The same markup with ids numbered, revisions named, sizes of gaps emptied, and secrets removed. */
  normalise(html: string): string {
    return html.replaceAll(scriptOrTag, (piece) =>
      piece.startsWith('<script') ? this.#script(piece) : this.#tag(piece),
    )
  }

  #tag(tag: string): string {
    const withoutSize = gapField.test(tag) ? tag.replace(/ size="\d+"/, ' size=""') : tag
    const named = withoutSize.replaceAll(idAttribute, (attribute) =>
      attribute.replaceAll(bareId, (id) => this.#nameOf(id)),
    )
    return withoutVolatile(this.#numberPrefixed(named))
  }

  /**
   * In scripts, ids stand bare only where markup before had them. Line by line, since nothing of what is looked for goes
   * on in the next one, but secrets in scripts.
   */
  #script(script: string): string {
    const lines = script.split('\n').map((line) => this.#scriptLines.get(line) ?? this.#nameBare(line))
    const numbered = lines.map((line) => (typeof line === 'string' ? line : this.#finishLine(line)))
    return withoutSecretsInScript(numbered.join('\n'))
  }

  #nameBare(line: string): ScriptLine {
    let settled = true
    const named = line.replaceAll(bareId, (id) => {
      if (this.#numbers.has(id)) return this.#nameOf(id)
      // Markup may still name it, and then the same line reads otherwise.
      settled = false
      return id
    })
    return { line, named, settled }
  }

  #finishLine({ line, named, settled }: ScriptLine): string {
    const finished = withoutVolatileAddresses(this.#numberPrefixed(named))
    if (settled) this.#scriptLines.set(line, finished)
    return finished
  }

  #numberPrefixed(text: string): string {
    return text.replaceAll(prefixedId, (_whole, prefix: string, id: string) => prefix + this.#nameOf(id))
  }

  #nameOf(id: string): string {
    const number = this.#numbers.get(id) ?? this.#numbers.size + 1
    this.#numbers.set(id, number)
    return `-id${number}`
  }
}

/** A line of a script that was not seen before. */
interface ScriptLine {
  readonly line: string
  readonly named: string
  /** Whether it will read the same wherever it comes again. */
  readonly settled: boolean
}

/** What was done to the markup, in sentences, for whoever reads the kept answer. */
export const markupChanges = [
  'Ids of elements that Moodle makes up for each answer (uniqid and a count) are numbered in the order in which they appear: -id1, -id2 …',
  'Revision numbers of the theme and its scripts, which change whenever caches are emptied, are written {revision}.',
  'The size of fields within a text (cloze), which Moodle draws at random, is empty.',
  'Session keys and tokens in links and scripts are written {removed}.',
] as const

const scriptOrTag = /<script\b[^]*?(?:<\/script>|$)|<[a-z][^<>]*>/gi

/** `html_writer::random_id`: PHP's `uniqid` (seconds and microseconds in hex, here of 2020 to 2040) and a count. */
const uniqid = String.raw`(?:5[ef]|[67][\da-f]|8[0-3])[\da-f]{6}[\da-f]{5}\d{0,6}`
/** Behind a name such as `action_link` any time will do: nothing else looks like it. */
const anyUniqid = String.raw`(?=[a-f]*\d)[\da-f]{13}\d{0,6}`
const prefixedId = new RegExp(String.raw`(?<![\w/.-])([a-z][a-z_-]{2,40}?)(${anyUniqid})(?![\da-f])`, 'gi')
const bareId = new RegExp(String.raw`(?<![\w/.])${uniqid}(?![\da-z])`, 'gi')
const idAttribute = / (?:id|for|aria-[a-z]+|data-(?:bs-)?(?:target|parent)|data-region-id)="[^"]*"/gi

/** `qtype_multianswer_textfield_renderer`: “the rand bit is to make guessing harder”. */
const gapField = /^<input type="text" name="[^"]*_sub\d+_answer"/

const revision =
  /((?:theme\\?\/(?:image|styles|font|javascript|yui_combo)|lib\\?\/(?:javascript|requirejs))\.php(?:\\?\/[\w.-]+)*?\\?\/)(?:-1|\d{9,10})(?=\\?\/)/g
const storageRevision = /(core\/storage_validation'\], function\(amd\) \{amd\.init\()\d+(?=\))/g
const secretInLink = /([?&](?:amp;)?(?:sesskey|wstoken|token|privatetoken|userprivateaccesskey)=)[^&"'\s<>\\]+/gi
const secretInScript = /(["']?(?:sesskey|wstoken|token|privatetoken|userprivateaccesskey)["']?\s*:\s*["'])[^"']+/gi

/** For what is no markup but may be an address. */
export function withoutVolatile(text: string): string {
  return withoutSecretsInScript(withoutVolatileAddresses(text))
}

function withoutVolatileAddresses(text: string): string {
  return text
    .replaceAll(revision, '$1{revision}')
    .replaceAll(storageRevision, '$1{revision}')
    .replaceAll(secretInLink, '$1{removed}')
}

function withoutSecretsInScript(text: string): string {
  return text.replaceAll(secretInScript, '$1{removed}')
}
