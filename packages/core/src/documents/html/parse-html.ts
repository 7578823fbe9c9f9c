import {
  defaultTreeAdapter,
  parseFragment,
  Tokenizer,
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  type TreeAdapter,
} from 'parse5'

/** Elements nested deeper than this are no longer a document but an attack; browsers stop at 512 too. */
const maximumDepth = 500
/** Misnested formatting can make a small text grow into millions of elements (the adoption agency algorithm). */
const maximumElements = 400_000

/** What became of a text of HTML. */
export interface ParsedHtml {
  readonly fragment: DefaultTreeAdapterTypes.DocumentFragment
  /** The structure was beyond all bounds: only the text was kept. */
  readonly textOnly: boolean
}

/**
 * Parses HTML as a browser would, without running or fetching anything. Never throws: HTML whose structure is beyond
 * bounds is kept as text.
 */
export function parseHtml(html: string): ParsedHtml {
  try {
    const fragment = parseFragment(html, { treeAdapter: boundedTreeAdapter(), scriptingEnabled: false })
    return { fragment, textOnly: false }
  } catch (error) {
    if (!(error instanceof StructureBeyondBounds)) throw error
    return { fragment: textFragment(plainTextOf(html)), textOnly: true }
  }
}

class StructureBeyondBounds extends Error {}

function boundedTreeAdapter(): TreeAdapter<DefaultTreeAdapterMap> {
  let depth = 0
  let elements = 0
  return {
    ...defaultTreeAdapter,
    createElement(...details: Parameters<typeof defaultTreeAdapter.createElement>) {
      elements += 1
      if (elements > maximumElements) throw new StructureBeyondBounds()
      return defaultTreeAdapter.createElement(...details)
    },
    onItemPush() {
      depth += 1
      if (depth > maximumDepth) throw new StructureBeyondBounds()
    },
    onItemPop() {
      depth -= 1
    },
  }
}

function textFragment(text: string): DefaultTreeAdapterTypes.DocumentFragment {
  const fragment = defaultTreeAdapter.createDocumentFragment()
  defaultTreeAdapter.insertText(fragment, text)
  return fragment
}

/** The characters between the tags, in linear time. Blocks that stood apart stay apart. */
function plainTextOf(html: string): string {
  const parts: string[] = []
  const addText = (token: { readonly chars: string }): void => {
    parts.push(token.chars)
  }
  const tokenizer = new Tokenizer(
    {},
    {
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      onNullCharacter: ignore,
      onStartTag: (token) => {
        if (!/^(?:a|abbr|b|code|em|i|small|span|strong|sub|sup|u)$/.test(token.tagName)) parts.push(' ')
      },
      onEndTag: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  )
  tokenizer.write(html, true)
  return parts.join('')
}

function ignore(): void {}
