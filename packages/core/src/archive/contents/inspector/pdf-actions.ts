import { PDFArray, PDFDict, PDFName, type PDFDocument } from '@cantoo/pdf-lib'
import { allDictionaries, dictionaryAt, nameAt } from './pdf-objects.ts'

/** Actions that only move within the document, or open an address when a reader clicks on it. */
const harmlessActions: ReadonlySet<string> = new Set(['URI', 'GoTo', 'Named'])
/** Every type of action of ISO 32000-2, table 201. */
const actionTypes: ReadonlySet<string> = new Set(
  (
    'GoTo GoToR GoToE GoToDp Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm ImportData SetOCGState ' +
    'Rendition Trans GoTo3DView JavaScript RichMediaExecute'
  ).split(' '),
)
const playingAnnotations: ReadonlySet<string> = new Set(['3D', 'Movie', 'RichMedia', 'Screen', 'Sound'])

/** What a PDF would do by itself, or has done by a click, beyond showing itself; one sentence each. */
export function findActions({ catalog, context }: PDFDocument): readonly string[] {
  const found = new Set<string>()
  for (const dictionary of allDictionaries(context)) {
    const type = nameAt(dictionary, 'S')
    if (type !== undefined && isForbidden(type) && isAction(dictionary))
      found.add(`it has an action of the type ${type}`)
    if (dictionary.has(PDFName.of('JS'))) found.add('it has a script')
    if (dictionary.has(PDFName.of('AA'))) found.add('it has actions that start by themselves')
    const subtype = nameAt(dictionary, 'Subtype')
    if (subtype !== undefined && playingAnnotations.has(subtype) && dictionary.has(PDFName.of('Rect'))) {
      found.add(`it plays something (${subtype})`)
    }
  }
  if (opensWithAction(catalog)) found.add('it does something when it is opened')
  const names = dictionaryAt(catalog, 'Names')
  if (names?.has(PDFName.of('JavaScript'))) found.add('it has a script')
  if (dictionaryAt(catalog, 'AcroForm')?.has(PDFName.of('XFA'))) found.add('it has a form that runs (XFA)')
  return [...found]
}

function isForbidden(type: string): boolean {
  return actionTypes.has(type) && !harmlessActions.has(type)
}

/** Structure elements and others have an `S` too, with words of their own. */
function isAction(dictionary: PDFDict): boolean {
  const type = nameAt(dictionary, 'Type')
  return (
    (type === undefined || type === 'Action') && !dictionary.has(PDFName.of('P')) && !dictionary.has(PDFName.of('K'))
  )
}

/** A destination to open at, or going to one, does nothing. */
function opensWithAction(catalog: PDFDict): boolean {
  const action = catalog.lookup(PDFName.of('OpenAction'))
  if (action === undefined || action instanceof PDFArray) return false
  return !(action instanceof PDFDict && nameAt(action, 'S') === 'GoTo')
}
