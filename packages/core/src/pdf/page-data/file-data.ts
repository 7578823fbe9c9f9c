import type { ReportFile } from '../../documents/report-document.ts'
import type { PageFile } from './page-data.ts'
import type { ReportContext } from './report-context.ts'

const shownDigits = 12
const longestWord = 18
const units = ['kB', 'MB', 'GB', 'TB'] as const

/** A file beside the report, as a row of the template's table. */
export function toPageFile(context: ReportContext, file: ReportFile): PageFile {
  const print = (text: string): string => context.printable.printBreakable(text.replaceAll(/\s/gu, ' '), longestWord)
  const path = file.path ?? ''
  return {
    name: print(file.name),
    size: formatSize(file.sizeBytes, context.words.language),
    path: print(path),
    address: path.toWellFormed().split('/').map(encodeURIComponent).join('/'),
    hash: file.sha256?.slice(0, shownDigits) ?? '',
  }
}

/** `12.3 kB`: decimal units, three digits, the language's decimal sign. */
export function formatSize(bytes: number, language: 'en' | 'de'): string {
  if (bytes < 1000) return `${bytes} B`
  let value = bytes
  let unit = -1
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  const text = value.toFixed(digits)
  return `${language === 'de' ? text.replace('.', ',') : text} ${units[unit] ?? ''}`
}
