/** Fields of the tree that are not text for people: kinds, ids, paths, colours, languages. */
const notText: ReadonlySet<string> = new Set([
  'kind',
  'role',
  'tone',
  'asset',
  'path',
  'sha256',
  'mediaType',
  'notation',
  'shape',
  'box',
  'color',
  'background',
  'link',
  'language',
  'direction',
  'alignment',
  'date',
])

/**
 * The same report, or a part of one, with every text for people replaced: of paragraphs, headings, answers, labels,
 * alternative texts, names of files, notes. Links that `keepsLink` does not keep become plain text.
 */
export function replaceTexts<Tree>(
  tree: Tree,
  replace: (text: string) => string,
  keepsLink: (address: string) => boolean = () => true,
): Tree {
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return replace(value)
    if (Array.isArray(value)) return value.map(visit)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, child]) => key !== 'link' || typeof child !== 'string' || keepsLink(child))
        .map(([key, child]) => [key, notText.has(key) && typeof child === 'string' ? child : visit(child)]),
    )
  }
  // Only texts differ, so the shape is that of the tree.
  return visit(tree) as Tree
}
