import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import {
  createItemNames,
  momentValues,
  personValues,
  type NamingSettings,
  type NameValues,
} from '../../reporting/index.ts'
import type { Group } from '../../sources/activity-source.ts'
import type { SubmissionEntry, SubmissionPerson } from '../../sources/assignment-source.ts'
import { assessmentSettings } from './assessment-settings.ts'
import { personName } from './names-shown.ts'
import { latestNumberOf } from './submission-view.ts'

/** Names of archives and of submissions' reports. */
export const assessmentNames = createItemNames(assessmentSettings, 'assignment')

/** What a report is named after. */
export interface NamedSubmission {
  readonly entry: SubmissionEntry
  /** Null for the report of a team itself. */
  readonly person: SubmissionPerson | null
  readonly attemptNumber: number
  /** What stands for the id of the latest attempt's submission; empty where it is not told. */
  readonly submissionId: string
  /** What a team of those without a group is called. */
  readonly noTeam: string
}

/** Folder and file name of a submission's report. */
export function submissionNames(
  settings: Omit<NamingSettings, 'archiveName'>,
  activity: ActivityMetadata,
  { entry, person, attemptNumber, submissionId, noTeam }: NamedSubmission,
): { readonly folder: string; readonly fileName: string } {
  const group = entry.kind === 'team' ? entry.group : null
  const isLatest = attemptNumber === latestNumberOf(entry)
  return assessmentNames.itemNames(settings, activity, {
    submissionid: isLatest ? submissionId : '',
    attemptnumber: attemptNumber,
    groupname: entry.kind === 'team' ? (group?.name ?? noTeam) : '',
    ...(person === null ? teamValues(group, noTeam) : valuesOf(person)),
    ...momentValues(isLatest ? entry.modifiedAt : null, settings.timeZone),
  })
}

/** While identities are hidden, the number stands for everything; of someone unknown, the id. */
function valuesOf(person: SubmissionPerson): NameValues {
  const { id, shownName, participant } = person
  if (participant === null) return { username: id, lastname: personName(person) }
  return { ...personValues(participant), ...(shownName === '' && { lastname: id }) }
}

function teamValues(group: Group | null, noTeam: string): NameValues {
  const name = group?.name ?? noTeam
  return {
    username: name,
    lastname: name,
    idnumber: group?.idNumber ?? '',
    groupids: group === null ? '' : String(group.id),
    groupidnumbers: group?.idNumber ?? '',
    groupnames: group?.name ?? '',
  }
}
