import { gzipSync, strToU8 } from 'fflate'
import type { ItemContext, TaskLogger } from '../driver/archiving-context.ts'
import type { ServiceAnswer } from '../sources/activity-source.ts'
import { localized } from './localized.ts'
import type { ReportSettings } from './report-settings.ts'

const notKept = localized(
  'The site’s own answers are not kept beside the reports: they would tell what is left out, or who people are.',
  'Die Antworten der Website werden nicht neben den Berichten aufbewahrt: Sie verrieten, was weggelassen wird oder um wen es geht.',
)

/** Version of the envelope's shape. */
const format = 1

/**
 * Whether services' own answers may lie beside a report: not where they would tell what the report leaves out, or who
 * people are.
 */
export function mayKeepServiceAnswers({
  showsAll,
  anonymise,
}: Pick<ReportSettings, 'showsAll' | 'anonymise'>): boolean {
  return showsAll && !anonymise
}

/** Tells the task's log where answers were asked for and are not kept. Once a task is enough. */
export function tellOfServiceAnswers(log: TaskLogger, settings: ReportSettings): void {
  if (settings.keepServiceAnswer && !mayKeepServiceAnswers(settings)) log.info(notKept)
}

/**
 * Keeps an answer of a service beside the report, compressed. The compressor is our own dependency, pinned, and in plain
 * JavaScript: Node's gives other bytes on another processor or version.
 *
 * @param name what it is, for its file name: `review` gives `….review.json.gz`
 */
export async function keepServiceAnswer(
  name: string,
  answer: ServiceAnswer,
  { artifacts }: Pick<ItemContext, 'artifacts'>,
): Promise<void> {
  await artifacts.write({
    placement: { kind: 'beside', suffix: `.${name}.json.gz` },
    role: 'raw',
    mediaType: 'application/gzip',
    content: packServiceAnswer(answer),
  })
}

/** The answer in an envelope that says what it is, as gzip (RFC 1952) without a time or a name. */
export function packServiceAnswer(answer: ServiceAnswer): Uint8Array {
  const envelope = {
    format,
    what: 'The answer of a web service of Moodle from which the report beside this file was made.',
    function: answer.function,
    arguments: answer.arguments,
    normalised: answer.normalised,
    answer: answer.answer,
  }
  return gzipSync(strToU8(JSON.stringify(envelope)), { level: 6, mtime: 0 })
}
