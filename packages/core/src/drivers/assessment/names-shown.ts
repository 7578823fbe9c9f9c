import type { Group } from '../../sources/activity-source.ts'
import type { SubmissionPerson } from '../../sources/assignment-source.ts'
import type { AssessmentWords } from './assessment-words.ts'
import type { SubmissionView } from './submission-view.ts'

/** What a person is called; someone whom the source knows by id alone is called by it. */
export function personName({ id, shownName }: Pick<SubmissionPerson, 'id' | 'shownName'>): string {
  return shownName || id
}

/** What a team is called; people without a group are one team together. */
export function teamName(group: Pick<Group, 'name'> | null, words: AssessmentWords): string {
  return group?.name ?? words.noTeam
}

/** Whose report it is. */
export function reportName({ state, team }: Pick<SubmissionView, 'state' | 'team'>, words: AssessmentWords): string {
  return state ? personName(state.person) : teamName(team?.group ?? null, words)
}
