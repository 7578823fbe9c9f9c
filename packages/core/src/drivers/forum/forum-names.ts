import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import {
  createItemNames,
  momentValues,
  personValues,
  type NamingSettings,
  type NameValues,
} from '../../reporting/item-names.ts'
import type { Participant } from '../../sources/activity-source.ts'
import { forumSettings } from './forum-settings.ts'

/** Names of archives and of reports. */
export const forumNames = createItemNames(forumSettings, 'forum')

/** What a report is named after. */
export interface NamedReport {
  readonly title: string
  /** Who began the discussion, or whose posts they are; as the archive names them. */
  readonly participant: Participant
  readonly lastPostAt: string | null
  /** Of a discussion: what stands for its id, and its title. */
  readonly discussion?: { readonly id: string; readonly title: string }
}

/** Folder and file name of a report. */
export function reportNamesFor(
  settings: Omit<NamingSettings, 'archiveName'>,
  activity: ActivityMetadata,
  { title, participant, lastPostAt, discussion }: NamedReport,
): { readonly folder: string; readonly fileName: string } {
  const values: NameValues = {
    title,
    discussionid: discussion?.id ?? '',
    discussionname: discussion?.title ?? '',
    ...personValues(participant),
    ...momentValues(lastPostAt, settings.timeZone),
  }
  return forumNames.itemNames(settings, activity, values)
}

/** A person in a name: last name first, as lists are sorted; the full name of one of whom no more is known. */
export function nameOfPerson({ lastName, firstName, idNumber, fullName }: Participant): string {
  const name = [lastName, firstName].filter((part) => part !== '').join(' ')
  return [name === '' ? fullName : name, idNumber].filter((part) => part !== '').join(' ')
}
