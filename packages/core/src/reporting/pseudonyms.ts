import type { Participant, FileReference } from '../sources/activity-source.ts'

/** Makes pseudonyms from what something is and its id, such as `user 12`. */
export type PseudonymOf = (subject: string) => string

/** Someone under a pseudonym: nothing is left by which the site knows the person. Groups have pseudonyms, too. */
export function anonymousParticipant(participant: Participant, pseudonymOf: PseudonymOf): Participant {
  const pseudonym = pseudonymOf(`user ${participant.userId}`)
  return {
    userId: 0,
    userName: pseudonym,
    firstName: '',
    lastName: pseudonym,
    fullName: pseudonym,
    idNumber: '',
    email: '',
    groups: participant.groups.map(({ id }) => ({ id: 0, name: pseudonymOf(`group ${id}`), idNumber: '' })),
    enrolled: participant.enrolled,
  }
}

/** Files have names that people gave them, often their own: `file-2.docx` stands for the second of a question. */
export function anonymousFile(file: FileReference, position: number): FileReference {
  const extension = /\.[a-z0-9]{1,8}$/iu.exec(file.fileName)?.[0].toLowerCase() ?? ''
  return { ...file, fileName: `file-${position}${extension}`, folder: '/' }
}

/** Shorter names are words too often; in scripts without letters of an alphabet, two characters are a whole name. */
const isName = /^.{3,}$|^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]{2}$/su
/** In scripts that are written without spaces, a name may stand between any two characters. */
const startsUnspaced = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Khmr}\p{scx=Laoo}\p{scx=Mymr}]/u

/** A person as the site knows them, and what stands for them. */
export interface RenamedPerson {
  readonly participant: Participant
  readonly pseudonym: string
}

/**
 * Replaces the names by which people are known, and those of their files, in texts: full name in both orders, first
 * and last name, user name, id number, e-mail address; as whole words, in either normal form of Unicode, full names
 * also in capitals or small letters throughout. A name that is misspelt, or somebody else's, stays.
 *
 * @param renamed former and new names of files
 */
export function nameReplacer(
  people: readonly RenamedPerson[],
  renamed: ReadonlyMap<string, string> = new Map(),
): (text: string) => string {
  const ofPeople = people.flatMap(({ participant, pseudonym }) =>
    namesOf(participant).map((name) => [name, pseudonym] as const),
  )
  const replacements = new Map(
    [...ofPeople, ...renamed].flatMap(([name, replacement]) =>
      ['NFC', 'NFD'].map((form) => [name.normalize(form), replacement] as const),
    ),
  )
  if (replacements.size === 0) return (text) => text
  const longestFirst = [...replacements.keys()].toSorted((one, two) => two.length - one.length)
  const anyOf = longestFirst.map(toPattern).join('|')
  const pattern = new RegExp(anyOf, 'gu')
  return (text) => text.replaceAll(pattern, (found) => replacements.get(found) ?? '')
}

function toPattern(name: string): string {
  const literal = name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return startsUnspaced.test(name) ? literal : String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{M}\p{N}])`
}

function namesOf({ fullName, firstName, lastName, userName, idNumber, email }: Participant): readonly string[] {
  const whole = [fullName, `${firstName} ${lastName}`, `${lastName} ${firstName}`, `${lastName}, ${firstName}`, email]
  const spelt = whole.flatMap((name) => [name, name.toUpperCase(), name.toLowerCase()])
  return [...spelt, firstName, lastName, userName, idNumber]
    .map((name) => name.trim())
    .filter((name) => isName.test(name))
}
