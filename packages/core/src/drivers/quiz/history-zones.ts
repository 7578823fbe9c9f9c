import { childrenOf, elementsIn, isElement, lineOf } from '../../documents/index.ts'
import type { QuestionPage } from './question-page.ts'

const timeColumn = 1
const minutesOfDay = 24 * 60

/**
 * The offsets from UTC in which the site wrote the times of response histories, such as `UTC+02:00`: the last step of a
 * history is the question's last action, whose moment the service tells. Empty if it cannot be found out,
 * undefined if there is no history.
 */
export function historyZonesOf(pages: readonly QuestionPage[]): readonly string[] | undefined {
  const withHistory = pages.filter(({ history }) => history !== undefined)
  if (withHistory.length === 0) return undefined
  const offsets = withHistory.map(offsetOf)
  return offsets.includes(undefined) ? [] : [...new Set(offsets)].flatMap((offset) => offset ?? []).toSorted()
}

function offsetOf({ history, question: { lastActionAt } }: QuestionPage): string | undefined {
  const last = history && [...elementsIn(history, ({ tagName }) => tagName === 'tr')].at(-1)
  const cell = last && childrenOf(last).filter(isElement)[timeColumn]
  const written =
    cell && /(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?<half>\s*[ap]\.?m)?/iu.exec(lineOf(cell))
  if (!written?.groups || lastActionAt === null) return undefined
  const { hour = '', minute = '', second, half = '' } = written.groups
  const moment = new Date(lastActionAt)
  if (second !== undefined && Number(second) !== moment.getUTCSeconds()) return undefined
  const shownHour = half === '' ? Number(hour) : (Number(hour) % 12) + (/p/iu.test(half) ? 12 : 0)
  const shown = shownHour * 60 + Number(minute)
  const difference = shown - (moment.getUTCHours() * 60 + moment.getUTCMinutes())
  return toOffset(difference)
}

/** Of the differences that a time of day leaves open, the one of an inhabited place: from -10 to +14 hours. */
function toOffset(difference: number): string | undefined {
  const wrapped = ((difference + 10 * 60 + 2 * minutesOfDay) % minutesOfDay) - 10 * 60
  if (wrapped % 15 !== 0) return undefined
  if (wrapped === 0) return 'UTC'
  const [hours, minutes] = [Math.floor(Math.abs(wrapped) / 60), Math.abs(wrapped) % 60]
  return `UTC${wrapped < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
