import { hashSortedJson } from '../archive/sorted-json.ts'
import { fileKeyOf } from './report-materials.ts'
import { stableMarkup } from './stable-markup.ts'

/** What a fingerprint may leave to others. */
export interface ContentFingerprintOptions {
  /**
   * LMS components, such as `mod_workshop`, whose files the source does not list, but which cannot change without a new
   * time of change in the content.
   */
  readonly unlisted?: RegExp
  /** What counts as well but is shown nowhere, such as the services' own answers that are kept beside a report. */
  readonly beside?: unknown
}

/**
 * A hash over everything that a source tells of an item, for `ItemDescription.fingerprint`: equal as long as the same is
 * told, whatever differs from answer to answer (ids of elements, revisions of the theme, keys in links). Files count by
 * name, size, time of change and address; their bytes are not read.
 *
 * @param content plain data: texts, lists, records; texts with markup are HTML
 * @returns undefined if a text shows a file of the site that is not listed in the content: nothing tells when that changes
 */
export function contentFingerprint(
  content: unknown,
  { unlisted, beside }: ContentFingerprintOptions = {},
): string | undefined {
  const listed = new Set<string>()
  const shown: string[] = []
  const told = withoutVolatile(content, (text, name) => {
    if (name === 'address') listed.add(fileKeyOf(text))
    else shown.push(...(text.match(siteFile) ?? []))
  })
  const isTold = (address: string): boolean =>
    listed.has(fileKeyOf(address)) || unlisted?.test(componentOf(address)) === true
  if (!shown.every(isTold)) return undefined
  return hashSortedJson({ told, beside: withoutVolatile(beside ?? null, () => undefined) })
}

const siteFile = /https?:\/\/[^"'<>\s]+pluginfile\.php\/[^"'<>\s]+/g

/** `pluginfile.php/<context>/<component>/…`. */
function componentOf(address: string): string {
  return /pluginfile\.php\/\d+\/([^/]+)\//.exec(address)?.[1] ?? ''
}

/** The same data with texts made stable; each text is shown to `see` before, with the name of its field. */
function withoutVolatile(value: unknown, see: (text: string, name: string) => void, name = ''): unknown {
  if (typeof value === 'string') {
    see(value, name)
    return value.includes('<') || isAddress(value) ? stableMarkup(value) : value
  }
  if (Array.isArray(value)) return value.map((entry: unknown) => withoutVolatile(entry, see, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutVolatile(child, see, key)]))
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)
