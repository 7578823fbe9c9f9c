import type { ItemRemark } from '../archive/archive-description.ts'
import type { ItemContext, ItemOutcome } from '../driver/archiving-context.ts'
import { replaceTexts, type ReportDocument } from '../documents/index.ts'
import type { SourceDescription } from '../sources/activity-source.ts'
import type { ItemReport, ItemReportContent } from './item-report.ts'
import { keepServiceAnswer, mayKeepServiceAnswers } from './keep-service-answer.ts'
import { anonymousFile, nameReplacer } from './pseudonyms.ts'
import { readWithMaterials, type ContentWithMaterials } from './read-with-materials.ts'
import { distinctRemarks, notices, replaceInRemarks } from './remarks.ts'
import { createReportFiles, type FileToKeep } from './report-files.ts'
import { createReportReader } from './report-reader.ts'
import { reportRecord } from './report-record.ts'
import type { ReportSettings } from './report-settings.ts'
import { reportWords, type ReportWords } from './report-words.ts'
import { writeReport } from './write-report.ts'

/**
 * Archives an item as a report: keeps its files beside it byte for byte, reads its texts with their pictures, sets it
 * as PDF with its data attached, writes a web page if that is wanted, and keeps the source's own answers. In an archive
 * that names nobody, names in texts and of files are replaced.
 *
 * @returns what the driver's outcome needs besides its row
 * @throws ArchivingError of the source, the writer and the typesetter; a picture or file that cannot be had is a remark
 */
export async function archiveReport(
  report: ItemReport,
  context: ItemContext,
  settings: ReportSettings,
): Promise<Pick<ItemOutcome, 'record' | 'remarks'>> {
  const words = reportWords(settings.language)
  const site = await context.source.describe(context.signal)
  const { files, renamed } = filesOf(report.files, settings)
  const said: ItemRemark[] = []
  const read = await readWithMaterials(
    (materials): ItemReportContent => {
      said.length = 0
      const note = (sentence: string): void => void said.push({ severity: 'notice', message: sentence })
      return report.compose(createReportReader({ materials, words, timeZone: settings.timeZone, note }))
    },
    {
      files,
      loader: createReportFiles(context, settings.largestFileBytes),
      words,
      reduction: settings.imageReduction,
      ownComponents: report.ownComponents,
    },
  )
  const replace = replacerOf(report, context, { settings, renamed })
  const remarks = distinctRemarks([...report.remarks, ...read.remarks, ...said])
  const told = replace ? replaceInRemarks(remarks, replace) : remarks
  const content = replace ? replaceTexts(read.content, replace, keepsLink(site)) : read.content
  const notes = [...ownNotes(read, settings, words), ...told.map(({ message }) => message)]
  const document = toDocument(report, { context, site, settings, content, notes })
  const record = reportRecord(report, document, { site, activity: context.task.activity, settings })
  const shown = replace ? replaceTexts(record, replace) : record
  const { assets } = read
  const mended = await writeReport(
    { document, assets, record: shown, sourceName: report.sourceName },
    context,
    settings,
  )
  if (settings.keepServiceAnswer && mayKeepServiceAnswers(settings))
    for (const { name, answer } of report.serviceAnswers) await keepServiceAnswer(name, answer, context)
  return { record: shown, remarks: [...told, ...notices(mended)] }
}

/** Files have names that people gave them, often their own. */
function filesOf(
  files: readonly FileToKeep[],
  { anonymise }: ReportSettings,
): { readonly files: readonly FileToKeep[]; readonly renamed: ReadonlyMap<string, string> } {
  if (!anonymise) return { files, renamed: new Map() }
  const anonymous = files.map(({ file, folder }, index) => ({ file: anonymousFile(file, index + 1), folder }))
  const renamed = new Map(files.map(({ file }, index) => [file.fileName, anonymous[index]?.file.fileName ?? '']))
  return { files: anonymous, renamed }
}

/** What replaces names in texts; undefined where people are named. */
function replacerOf(
  { people }: ItemReport,
  { pseudonymOf }: ItemContext,
  { settings, renamed }: { readonly settings: ReportSettings; readonly renamed: ReadonlyMap<string, string> },
): ((text: string) => string) | undefined {
  if (!settings.anonymise) return undefined
  const renamedPeople = people.map((participant) => ({
    participant,
    pseudonym: pseudonymOf(`user ${participant.userId}`),
  }))
  return nameReplacer(renamedPeople, renamed)
}

/** Links to the site lead to people by their ids. */
function keepsLink({ siteUrl }: SourceDescription): (address: string) => boolean {
  return (address) => !address.startsWith(siteUrl) && !address.startsWith('mailto:')
}

function ownNotes(
  { reduced }: ContentWithMaterials<unknown>,
  { anonymise, imageReduction }: ReportSettings,
  words: ReportWords,
): readonly string[] {
  return [
    ...(anonymise ? [words.anonymised] : []),
    ...(reduced ? [words.imagesReduced(imageReduction?.maximumPixels ?? 0)] : []),
  ]
}

interface DocumentParts {
  readonly context: ItemContext
  readonly site: SourceDescription
  readonly settings: ReportSettings
  readonly content: ItemReportContent
  readonly notes: readonly string[]
}

function toDocument(
  { title, author, keywords, date }: ItemReport,
  { context, site, settings, content, notes }: DocumentParts,
): ReportDocument {
  const { courseShortName, courseName, activityName } = context.task.activity
  return {
    format: 1,
    title,
    subtitle: `${courseShortName} ${courseName} · ${site.siteName}`,
    language: settings.language,
    author,
    keywords: [courseShortName, activityName, ...keywords].filter((word) => word !== ''),
    date: date ?? new Date(0).toISOString(),
    footer: { left: title, right: courseShortName },
    ...content,
    ...(settings.watermark === '' ? {} : { watermark: settings.watermark }),
    notes,
  }
}
