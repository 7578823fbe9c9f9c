import { childrenOf, moodleDialect, parseHtml, type Block, type ReportPart } from '../../../documents/index.ts'
import type { QuestionSettings } from '../../../sources/activity-source.ts'
import { paragraph, type QuestionReading } from '../question-reading.ts'

/** Moodle's `FORMAT_HTML`. */
const htmlFormat = 1
const unlimited = -1

/** What an essay asked for, besides its text: words, files, and what the editor held to start with. */
export function essaySetup(reading: QuestionReading): readonly ReportPart[] {
  const { words, page } = reading
  const { settings } = page.question
  const sentences = [...wordsAsked(settings, reading), ...filesAsked(settings, reading)]
  const template = templateBlocks(settings, reading)
  return [
    ...(sentences.length === 0
      ? []
      : [{ role: 'prompt' as const, heading: words.parts.asked, blocks: [paragraph(sentences.join(' '))] }]),
    ...(template.length === 0 ? [] : [{ role: 'prompt' as const, heading: words.parts.template, blocks: template }]),
  ]
}

function wordsAsked(settings: QuestionSettings, { words: { essay } }: QuestionReading): readonly string[] {
  const least = numberOf(settings, 'minwordlimit') ?? 0
  const most = numberOf(settings, 'maxwordlimit') ?? 0
  const required = numberOf(settings, 'responserequired')
  const takesText = settings['responseformat'] !== 'noinline'
  return [
    ...(required === undefined || !takesText ? [] : [required === 0 ? essay.textOptional : essay.textRequired]),
    ...(least > 0 && most > 0 ? [essay.wordsBetween(least, most)] : []),
    ...(least > 0 && most <= 0 ? [essay.wordsAtLeast(least)] : []),
    ...(least <= 0 && most > 0 ? [essay.wordsAtMost(most)] : []),
  ]
}

function filesAsked(settings: QuestionSettings, { words: { essay } }: QuestionReading): readonly string[] {
  const most = numberOf(settings, 'attachments') ?? 0
  if (most === 0) return []
  const least = numberOf(settings, 'attachmentsrequired') ?? 0
  const types = settings['filetypeslist']
  const listed = Array.isArray(types) ? types.join(', ') : typeof types === 'string' ? types : ''
  return [
    most === unlimited ? essay.filesUnlimited : essay.filesAtMost(most),
    ...(least > 0 ? [essay.filesRequired(least)] : []),
    ...(listed === '' ? [] : [essay.fileTypes(listed)]),
  ]
}

function templateBlocks(settings: QuestionSettings, reading: QuestionReading): readonly Block[] {
  const template = settings['responsetemplate']
  if (typeof template !== 'string' || template.trim() === '') return []
  if ((numberOf(settings, 'responsetemplateformat') ?? htmlFormat) === htmlFormat) {
    return reading.blocks(childrenOf(parseHtml(moodleDialect.prepare(template)).fragment))
  }
  return [{ kind: 'preformatted', monospaced: false, text: template }]
}

/** Moodle writes numbers as texts. */
function numberOf(settings: QuestionSettings, name: string): number | undefined {
  const value = settings[name]
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}
