import type { ActivityDescription, ArchivingContext, JsonValue } from '../driver/archiving-context.ts'
import { blockText, conversionWords, convertHtml, moodleDialect } from '../documents/index.ts'
import type { ItemNames } from './item-names.ts'
import { tellOfServiceAnswers } from './keep-service-answer.ts'
import type { ReportSettings } from './report-settings.ts'

/** What a driver says of its activity. */
export interface DescribedActivity {
  readonly name: string
  /**
   * Facts for activity.json. No secrets, nothing that differs between two readings of the same data. Fields named `…Html`
   * are told as `…Text`: markup of a site holds ids that are new in every answer.
   */
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
    facts: textOf(facts, settings),
    archiveName: names.archiveName(settings, activity, task.startedAt ?? task.createdAt),
    anonymised: settings.anonymise,
  }
}

const html = /Html$/u

function textOf(facts: DescribedActivity['facts'], { language }: ReportSettings): DescribedActivity['facts'] {
  const context = {
    words: conversionWords[language],
    dialect: moodleDialect,
    image: () => undefined,
    file: () => undefined,
    note: () => undefined,
  }
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) =>
      html.test(key) && typeof value === 'string'
        ? [key.replace(html, 'Text'), blockText(convertHtml(value, context))]
        : [key, value],
    ),
  )
}
