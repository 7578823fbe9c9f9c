import { ArchivingError } from '../errors/archiving-error.ts'
import { cleanNameValue, longestNameBytes, makeSafeName, type NameChange } from './safe-path.ts'

/** What a pattern may be, as the definition of its setting says. */
export interface NamingPatternRules {
  /** Key of the setting, named in errors. */
  readonly key: string
  /** Whether `/` makes nested folders. */
  readonly allowsFolders: boolean
  readonly variables: readonly { readonly name: string }[]
}

/** A checked pattern. Made by {@link parseNamingPattern}. */
export interface NamingPattern {
  /** One list of parts a folder or file name. */
  readonly names: readonly (readonly NamingPatternPart[])[]
}

export type NamingPatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }

/** More nested folders than these make paths that Windows cannot open. */
const mostFolders = 6

const partPattern = /\$\{(?<name>[^{}$]*)\}|\$\{|[^$]+|\$/gu

/**
 * Reads a pattern such as `${courseshortname}/${lastname} ${firstname}`. A `$` that no brace follows stands for
 * itself. A pattern with folders may be empty: no folder.
 *
 * @throws ArchivingError `settings_invalid`, naming the setting, for an unknown variable, an unclosed brace, a
 * character that no file name may have, or a folder where none is allowed.
 */
export function parseNamingPattern(pattern: string, rules: NamingPatternRules): NamingPattern {
  const refuse = (reason: string) =>
    new ArchivingError('settings_invalid', `“${rules.key}” is not a usable naming pattern: ${reason}`, {
      details: { setting: rules.key },
    })
  if (pattern === '' && rules.allowsFolders) return { names: [] }
  if (pattern.trim() === '') throw refuse('it is empty.')
  const names: NamingPatternPart[][] = [[]]
  for (const match of pattern.matchAll(partPattern)) {
    if (match[0] === '${') throw refuse('a “${” is not closed by “}”.')
    const variable = match.groups?.['name']
    if (variable === undefined) addText(match[0], names)
    else names.at(-1)?.push({ kind: 'variable', name: knownVariable(variable) })
  }
  if (names.length > 1 && !rules.allowsFolders) throw refuse('it must not have folders (“/”).')
  if (names.length > mostFolders) throw refuse(`it has more than ${mostFolders} nested folders.`)
  for (const parts of names) {
    const problem = nameProblem(parts)
    if (problem !== null) throw refuse(problem)
  }
  return { names }

  function knownVariable(name: string): string {
    if (rules.variables.some((variable) => variable.name === name)) return name
    const known = rules.variables.map((variable) => `\${${variable.name}}`).join(', ')
    throw refuse(`there is no variable “\${${cleanNameValue(name)}}”. There are: ${known}.`)
  }
}

/** Checks a pattern; see {@link parseNamingPattern}. */
export function validateNamingPattern(pattern: string, rules: NamingPatternRules): void {
  parseNamingPattern(pattern, rules)
}

/** Values of variables; those without a value are empty. */
export type NamingValues = Readonly<Record<string, string | number | null | undefined>>

/**
 * The path that a pattern gives for some values: safe on every operating system, with as many folders as the pattern
 * has. A value never makes a folder; a name of which nothing is left becomes `_`, and none begins with a dot, which would
 * hide it, or a hyphen, which programs take for an option.
 */
export function expandNamingPattern(
  pattern: NamingPattern,
  values: NamingValues,
  maxBytes: number = longestNameBytes,
): string {
  return expandNames(pattern, values, maxBytes)
    .map(({ name }) => name)
    .join('/')
}

/** The names of the path that {@link expandNamingPattern} gives, each with what had to be changed. */
export function expandNames(
  pattern: NamingPattern,
  values: NamingValues,
  maxBytes: number = longestNameBytes,
): readonly { readonly name: string; readonly changes: readonly NameChange[] }[] {
  const expand = (part: NamingPatternPart) =>
    part.kind === 'text'
      ? part.text
      : cleanNameValue(String(Object.hasOwn(values, part.name) ? (values[part.name] ?? '') : ''))
  return pattern.names.map((parts) => {
    const made = makeSafeName(parts.map(expand).join(''), maxBytes)
    return { ...made, name: made.name.replace(/^[.-]/u, '_') }
  })
}

function addText(text: string, names: NamingPatternPart[][]): void {
  for (const [index, piece] of text.split('/').entries()) {
    if (index > 0) names.push([])
    if (piece !== '') names.at(-1)?.push({ kind: 'text', text: piece })
  }
}

function nameProblem(parts: readonly NamingPatternPart[]): string | null {
  if (parts.length === 0) return 'a folder or file name in it is empty.'
  const text = parts.map((part) => (part.kind === 'text' ? part.text : 'x')).join('')
  if (/^[. ]+$/u.test(text)) return `a name cannot be “${text}”.`
  const forbidden = /[<>:"\\|?*%\p{Cc}]/u.exec(text)?.[0]
  if (forbidden !== undefined) return `file names cannot have “${forbidden}”.`
  return null
}
