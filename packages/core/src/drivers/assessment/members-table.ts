import type { TableBlock } from '../../documents/index.ts'
import { paragraph } from '../../reporting/index.ts'
import type { PersonState } from '../../sources/assignment-source.ts'
import type { AssessmentWords } from './assessment-words.ts'
import { personName } from './names-shown.ts'

/**
 * Who is in a team: names, id numbers where there are any, and who has handed in where all must.
 *
 * @param tellsStates whether each member hands in for itself
 */
export function membersTable(
  members: readonly PersonState[],
  tellsStates: boolean,
  words: AssessmentWords,
): TableBlock {
  const numbers = members.map(({ person }) => person.participant?.idNumber ?? '')
  const columns = [
    { heading: words.student, texts: members.map(({ person }) => personName(person)) },
    ...(numbers.some((number) => number !== '') ? [{ heading: words.idNumber, texts: numbers }] : []),
    ...(tellsStates ? [{ heading: words.state, texts: members.map(({ state }) => words.states[state]) }] : []),
  ]
  return {
    kind: 'table',
    columns: columns.length,
    rows: members.length + 1,
    headerRows: 1,
    cells: columns.flatMap(({ heading, texts }, column) =>
      [heading, ...texts].map((text, row) => ({
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        heading: row === 0,
        content: text === '' ? [] : [paragraph(text)],
      })),
    ),
  }
}
