import type { ActivityDescription, ArchivingContext, JsonValue } from '../driver/archiving-context.ts'
import type { ItemNames } from './item-names.ts'
import { tellOfServiceAnswers } from './keep-service-answer.ts'
import type { ReportSettings } from './report-settings.ts'

/** What a driver says of its activity. */
export interface DescribedActivity {
  readonly name: string
  /** Facts for activity.json. No secrets, nothing that differs between two readings of the same data. */
  readonly facts: Readonly<Record<string, JsonValue>>
  readonly names: ItemNames
}

/** The description of an activity with its name and that of the archive, as all drivers give it. */
export function activityDescription(
  { name, facts, names }: DescribedActivity,
  { task, log }: ArchivingContext,
  settings: ReportSettings,
): ActivityDescription {
  tellOfServiceAnswers(log, settings)
  const { activity } = task
  return {
    title: `${activity.courseShortName} ${activity.courseName}: ${name}`,
    facts,
    archiveName: names.archiveName(settings, activity, task.startedAt ?? task.createdAt),
    anonymised: settings.anonymise,
  }
}
