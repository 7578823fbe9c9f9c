import type { LogLevel } from '../core.ts'
import type { LocalizedText } from '../errors/localized-text.ts'
import type { ArchiveDetails, LogKind, LogKinds } from './log-kinds.ts'

interface LogSentence<Details> {
  readonly level: LogLevel
  readonly en: (details: Details) => string
  readonly de: (details: Details) => string
}

const logSentences: { readonly [Kind in LogKind]: LogSentence<LogKinds[Kind]> } = {
  created: {
    level: 'info',
    en: ({ requestedBy, preset }) =>
      `Created by ${requestedBy}${preset === null ? '' : `, with the preset “${preset}”`}.`,
    de: ({ requestedBy, preset }) =>
      `Angelegt von ${requestedBy}${preset === null ? '' : `, mit der Voreinstellung „${preset}“`}.`,
  },
  file_added: {
    level: 'info',
    en: ({ name, sizeBytes, sha256 }) => `Additional file “${name}”: ${sizeBytes} bytes, SHA-256 ${sha256}.`,
    de: ({ name, sizeBytes, sha256 }) => `Zusätzliche Datei „${name}“: ${sizeBytes} Bytes, SHA-256 ${sha256}.`,
  },
  file_removed: {
    level: 'info',
    en: ({ name }) => `The additional file “${name}” was taken out again.`,
    de: ({ name }) => `Die zusätzliche Datei „${name}“ wurde wieder entfernt.`,
  },
  going_on_after_interruption: {
    level: 'info',
    en: () => 'Going on after an interruption.',
    de: () => 'Nach einer Störung geht es weiter.',
  },
  paused_before_it_began: {
    level: 'info',
    en: () => 'Paused before it began. Resume the task to start it.',
    de: () => 'Unterbrochen, bevor der Auftrag begann. Setzen Sie ihn fort, um ihn zu beginnen.',
  },
  paused: {
    level: 'info',
    en: () => 'Paused. What was archived is kept; resume the task to go on.',
    de: () => 'Unterbrochen. Was archiviert ist, bleibt erhalten; setzen Sie den Auftrag fort, um weiterzumachen.',
  },
  aborted: {
    level: 'info',
    en: () => 'Aborted. What was archived is kept; execute the task again to go on.',
    de: () => 'Angehalten. Was archiviert ist, bleibt erhalten; führen Sie den Auftrag erneut aus, um weiterzumachen.',
  },
  stopped: { level: 'error', en: ({ reason }) => reason, de: ({ reasonInGerman }) => reasonInGerman },
  sign_in_again: {
    level: 'info',
    en: () => 'Sign in to the site again: the task then goes on by itself with what is left.',
    de: () => 'Melden Sie sich auf der Website neu an: Der Auftrag macht dann von selbst mit dem Übrigen weiter.',
  },
  sealing: {
    level: 'info',
    en: ({ incomplete }) => (incomplete ? 'Sealing the archive as incomplete.' : 'Sealing the archive.'),
    de: ({ incomplete }) =>
      incomplete ? 'Das Archiv wird als unvollständig versiegelt.' : 'Das Archiv wird versiegelt.',
  },
  finished: {
    level: 'info',
    en: ({ fileName, finished, total }) => `Finished: ${fileName}, ${finished} of ${total} archived.`,
    de: ({ fileName, finished, total }) => `Fertig: ${fileName}, ${finished} von ${total} archiviert.`,
  },
  source_silent: {
    level: 'warning',
    en: () => 'The site does not answer. The task waits for it, and goes on by itself.',
    de: () => 'Die Website antwortet nicht. Der Auftrag wartet auf sie und macht von selbst weiter.',
  },
  source_answers: { level: 'info', en: () => 'The site answers again.', de: () => 'Die Website antwortet wieder.' },
  trying_again: {
    level: 'warning',
    en: (details) => `${details.reason} ${againIn(details)}`,
    de: (details) => `${details.reasonInGerman} ${againInGerman(details)}`,
  },
  storage_silent: {
    level: 'warning',
    en: () => 'The storage of the archives does not answer. The task waits for it, and goes on by itself.',
    de: () => 'Der Speicher der Archive antwortet nicht. Der Auftrag wartet auf ihn und macht von selbst weiter.',
  },
  storage_answers: {
    level: 'info',
    en: () => 'The storage of the archives answers again.',
    de: () => 'Der Speicher der Archive antwortet wieder.',
  },
  items_listed: {
    level: 'info',
    en: ({ total }) => (total === 1 ? 'There is 1 item to archive.' : `There are ${total} items to archive.`),
    de: ({ total }) => `Zu archivieren: ${total}.`,
  },
  item_new: {
    level: 'info',
    en: ({ title }) => `${title}: new since the listing.`,
    de: ({ title }) => `${title}: neu hinzugekommen, seit der Auftrag begann.`,
  },
  item_changed: {
    level: 'info',
    en: ({ title }) => `${title}: changed while the activity was archived, and is read again.`,
    de: ({ title }) => `${title}: hat sich während der Archivierung geändert und wird erneut gelesen.`,
  },
  item_gone: {
    level: 'info',
    en: ({ title }) => `${title}: no longer on the site, or hidden. It stays in the archive as it was before.`,
    de: ({ title }) => `${title}: nicht mehr auf der Website, oder verborgen. Im Archiv bleibt der Stand davor.`,
  },
  item_damaged: {
    level: 'warning',
    en: ({ title }) => `${title}: what was kept of it is missing or damaged, so it is archived anew.`,
    de: ({ title }) => `${title}: Aufbewahrtes fehlt oder ist beschädigt, deshalb wird es neu archiviert.`,
  },
  more_changes: {
    level: 'info',
    en: ({ count }) => `… and ${count} more of the kind.`,
    de: ({ count }) => `… und ${count} weitere dieser Art.`,
  },
  nothing_changed_meanwhile: {
    level: 'info',
    en: () => 'Nothing has changed while the activity was archived.',
    de: () => 'Während der Archivierung hat sich nichts geändert.',
  },
  goes_on_changing: {
    level: 'warning',
    en: ({ listedAt }) =>
      `The activity goes on changing. What changed after ${moment(listedAt)} may not be in the archive.`,
    de: ({ listedAt }) =>
      `Die Aktivität ändert sich immer weiter. Was sich nach dem ${momentInGerman(listedAt)} geändert hat, fehlt möglicherweise im Archiv.`,
  },
  reused: {
    level: 'info',
    en: ({ reused, total, ...archive }) => {
      if (reused === 0) return `Nothing can be taken from ${nameOf(archive)}: everything is read.`
      const rest =
        total === reused ? 'Nothing has to be read.' : `${total - reused} are new, have changed or must be read.`
      return `${reused} of ${total} have not changed since ${nameOf(archive)} and are taken from there. ${rest}`
    },
    de: ({ reused, total, ...archive }) => {
      if (reused === 0) return `Aus ${nameInGerman(archive)} lässt sich nichts übernehmen: Alles wird gelesen.`
      const rest = total === reused ? 'Nichts muss gelesen werden.' : `Neu, geändert oder zu lesen: ${total - reused}.`
      return `Seit ${nameInGerman(archive)} unverändert und von dort übernommen: ${reused} von ${total}. ${rest}`
    },
  },
  unchanged: {
    level: 'info',
    en: (archive) => `Nothing has changed since ${nameOf(archive)}: no new archive is made.`,
    de: (archive) => `Seit ${nameInGerman(archive)} hat sich nichts geändert: Es entsteht kein neues Archiv.`,
  },
  unchanged_removed: {
    level: 'info',
    en: (archive) => `${nameOf(archive)} was removed meanwhile: a new archive is made.`,
    de: (archive) => `${nameInGerman(archive)} wurde inzwischen gelöscht: Ein neues Archiv entsteht.`,
  },
  item_trying_again: {
    level: 'warning',
    en: (details) => `${details.title}: ${details.reason} ${againIn(details)}`,
    de: (details) => `${details.title}: ${details.reasonInGerman} ${againInGerman(details)}`,
  },
  item_failed: {
    level: 'error',
    en: ({ title, reason }) => `${title}: ${reason}`,
    de: ({ title, reasonInGerman }) => `${title}: ${reasonInGerman}`,
  },
  timestamp_granted: {
    level: 'info',
    en: ({ authority, at }) => `${authority} certified the archive at ${moment(at)}.`,
    de: ({ authority, at }) => `${authority} hat das Archiv am ${momentInGerman(at)} mit einem Zeitstempel beglaubigt.`,
  },
  timestamp_failed: { level: 'warning', en: ({ reason }) => reason, de: ({ reasonInGerman }) => reasonInGerman },
  archive_intact_again: {
    level: 'info',
    en: () => 'The archive was verified: it is intact again.',
    de: () => 'Das Archiv wurde geprüft: Es ist wieder unversehrt.',
  },
  archive_damaged: {
    level: 'error',
    en: () => 'The archive was verified and is damaged. Put a copy of it in its place, then verify it again.',
    de: () =>
      'Das Archiv wurde geprüft und ist beschädigt. Ersetzen Sie es durch eine Kopie und prüfen Sie es dann erneut.',
  },
  archive_not_fully_checked: {
    level: 'warning',
    en: () =>
      'The archive was verified, and something could not be looked at. Do not rely on it before it was verified.',
    de: () =>
      'Das Archiv wurde geprüft, und etwas ließ sich nicht ansehen. Verlassen Sie sich nicht darauf, bevor es ganz geprüft ist.',
  },
  driver_said: { level: 'info', en: ({ en }) => en, de: ({ en, de }) => de ?? en },
  driver_warned: { level: 'warning', en: ({ en }) => en, de: ({ en, de }) => de ?? en },
}

/** All kinds, for borders that check them. */
export const logKinds: readonly LogKind[] = Object.keys(logSentences).filter(isLogKind)

/** Whether `value` is one of our kinds. */
export function isLogKind(value: unknown): value is LogKind {
  return typeof value === 'string' && Object.hasOwn(logSentences, value)
}

/** How grave an entry of a kind is. */
export function levelOf(kind: LogKind): LogLevel {
  return logSentences[kind].level
}

/** The sentence of an entry in the languages of the product. */
export function sentenceOf<Kind extends LogKind>(kind: Kind, details: LogKinds[Kind]): Required<LocalizedText> {
  const sentence: LogSentence<LogKinds[Kind]> = logSentences[kind]
  return { en: sentence.en(details), de: sentence.de(details) }
}

const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`

const momentInGerman = (iso: string): string => `${dayInGerman(iso)}, ${iso.slice(11, 16)} Uhr (UTC)`

const dayInGerman = (iso: string): string => iso.slice(0, 10).split('-').toReversed().join('.')

const nameOf = ({ fileName, sealedAt }: ArchiveDetails): string => `“${fileName}” of ${sealedAt.slice(0, 10)}`

const nameInGerman = ({ fileName, sealedAt }: ArchiveDetails): string => `„${fileName}“ vom ${dayInGerman(sealedAt)}`

const againIn = ({ seconds }: { readonly seconds: number }): string =>
  `Trying again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`

const againInGerman = ({ seconds }: { readonly seconds: number }): string =>
  `Neuer Versuch in ${seconds === 1 ? '1 Sekunde' : `${seconds} Sekunden`}.`
