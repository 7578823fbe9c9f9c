import type { JsonValue } from '../driver/archiving-context.ts'
import type { ActivityMetadata } from '../driver/activity-metadata.ts'
import { blockText, inlineText, type ReportDocument, type ReportSection } from '../documents/index.ts'
import type { SourceDescription } from '../sources/activity-source.ts'
import type { ItemReport } from './item-report.ts'
import type { ReportSettings } from './report-settings.ts'
import { toJson } from './to-json.ts'

/** Version of the record's shape. */
const format = 1

/** Where the item is from, and by which settings it is shown. */
interface RecordFrame {
  readonly site: SourceDescription
  readonly activity: ActivityMetadata
  readonly settings: ReportSettings
}

/**
 * Everything that a report shows, as data. Made of the report document, so that it never tells what the report leaves
 * out; texts are there to be read, blocks keep the rest (the closed tree of the report).
 */
export function reportRecord(
  { data }: ItemReport,
  document: ReportDocument,
  { site, activity, settings }: RecordFrame,
): JsonValue {
  return {
    format,
    site: { name: site.siteName, url: site.siteUrl },
    course: { id: activity.courseId, name: activity.courseName, shortName: activity.courseShortName },
    activity: {
      kind: activity.activityKind,
      id: activity.activityId,
      courseModuleId: activity.courseModuleId,
      name: activity.activityName,
    },
    settings: {
      language: settings.language,
      timeZone: settings.timeZone,
      sections: [...settings.sections],
      anonymised: settings.anonymise,
    },
    ...data,
    facts: document.facts.map(({ label, value }) => ({ label, text: inlineText(value) })),
    sections: document.sections.map(sectionRecord),
    notes: [...document.notes],
  }
}

function sectionRecord({ number, heading, outcome, mark, labels, parts }: ReportSection): JsonValue {
  return {
    number,
    heading,
    ...(outcome === undefined ? {} : { outcome: outcome.label }),
    ...(mark === undefined ? {} : { mark }),
    ...(labels === undefined ? {} : { labels: [...labels] }),
    parts: parts.map((part) => ({
      role: part.role,
      heading: part.heading,
      text: blockText(part.blocks),
      blocks: toJson(part.blocks),
    })),
  }
}
