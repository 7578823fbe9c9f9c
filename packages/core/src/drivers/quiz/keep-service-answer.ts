import { gzipSync, strToU8 } from 'fflate'
import type { ItemContext } from '../../driver/archiving-context.ts'
import type { ServiceAnswer } from '../../sources/activity-source.ts'
import type { QuizSettings } from './quiz-settings.ts'
import { reportSections } from './report-sections.ts'

/** Version of the envelope's shape. */
const format = 1

/**
 * Whether the service's own answer may lie beside a report: not where it would tell what the report leaves out, or who
 * people are.
 */
export function mayKeepServiceAnswer({ sections, anonymise }: Pick<QuizSettings, 'sections' | 'anonymise'>): boolean {
  return !anonymise && reportSections.every((section) => sections.has(section))
}

/**
 * Keeps the service's answer beside the report, compressed. The compressor is our own dependency, pinned, and in plain
 * JavaScript: Node's gives other bytes on another processor or version.
 */
export async function keepServiceAnswer(answer: ServiceAnswer, { artifacts }: ItemContext): Promise<void> {
  await artifacts.write({
    placement: { kind: 'beside', suffix: '.review.json.gz' },
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
