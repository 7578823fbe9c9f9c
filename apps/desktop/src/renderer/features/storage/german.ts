import type { StorageWords } from './words.ts'

const copies = (count: number, written: string): string =>
  count === 1 ? 'eine Arbeitskopie' : `${written} Arbeitskopien`

/** Am Anfang eines Satzes. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const german: StorageWords = {
  places: {
    title: 'Wo alles liegt',
    waiting: 'Es wird nachgesehen, wo alles liegt …',
    failed: 'Es ist nicht bekannt, wo alles liegt',
    library: 'Ablage',
    libraryHelp:
      'Aufträge, Protokolle, Anmeldungen und Arbeitskopien der Dateien, aus denen Archive entstehen. Nur für Muniment.',
    archives: 'Archive',
    archivesHelp:
      'Eine Datei je Archiv. Sie sind ohne Muniment lesbar; kopieren Sie sie, aber lassen Sie sie an ihrem Ort.',
  },
  upkeep: {
    title: 'Arbeitskopien',
    text: 'Was gelesen wurde, bleibt in der Ablage, bis es versiegelt ist, und danach für eine neue Fassung des Archivs. Die Archive selbst werden eigens geprüft.',
    checkText: 'Liest jede Arbeitskopie und vergleicht sie mit ihrer Prüfsumme. Das kann eine Weile dauern.',
    cleanText:
      'Entfernt Arbeitskopien, die nichts mehr braucht. Sie werden erst beiseitegelegt und einen Tag später entfernt; einmal am Tag geschieht das von selbst.',
    check: 'Alle prüfen',
    clean: 'Aufräumen',
    stop: 'Anhalten',
    running: { check: 'Alles wird gelesen und verglichen …', clean: 'Es wird gesucht, was nichts mehr braucht …' },
    failed: {
      check: 'Die Arbeitskopien ließen sich nicht prüfen',
      clean: 'Das Aufräumen hat nicht geklappt',
    },
    problem: (code) =>
      code === 'forbidden'
        ? 'Ihr Zugangsschlüssel erlaubt das nicht. Wenden Sie sich an die Person, die diesen Server betreibt.'
        : null,
    whole: ({ contentsChecked, bytesChecked }, { number, size }) =>
      contentsChecked === 0
        ? 'Es gibt keine Arbeitskopien.'
        : contentsChecked === 1
          ? `Die eine Arbeitskopie, ${size(bytesChecked)}, ist, wie sie geschrieben wurde.`
          : `Alle ${number(contentsChecked)} Arbeitskopien, ${size(bytesChecked)}, sind, wie sie geschrieben wurden.`,
    damaged: {
      title: (count, written) =>
        `${capital(copies(count, written))} ${count === 1 ? 'ist' : 'sind'} nicht mehr zu gebrauchen`,
      text: (needed, written) => {
        const whose = {
          none: 'Gebraucht werden sie nicht.',
          one: 'Eine davon gehört zu einem Auftrag und wird neu von der Seite gelesen, sobald sie wieder gebraucht wird.',
          some: `${written} davon gehören zu Aufträgen und werden neu von der Seite gelesen, sobald sie wieder gebraucht werden.`,
          all: 'Was zu Aufträgen gehört, wird neu von der Seite gelesen, sobald es wieder gebraucht wird.',
        }
        return `Versiegelte Archive enthalten eigene Kopien und sind nicht betroffen. ${whose[needed]} Solche Schäden können ein Zeichen sein, dass der Datenträger versagt: Lassen Sie ihn prüfen.`
      },
      kinds: { changed: 'verändert', unreadable: 'nicht lesbar', missing: 'fehlt' },
      needed: 'wird gebraucht',
      notNeeded: 'wird nicht gebraucht',
      show: 'Zeigen, welche',
      more: (written) => `Und ${written} weitere.`,
      listLabel: 'Beschädigte Arbeitskopien, nach Prüfsumme',
    },
    cleaned: ({ setAside, restored, removed, removedBytes }, { number, size }) => {
      if (setAside + restored + removed === 0) return 'Es gab nichts aufzuräumen.'
      const parts = [
        ...(removed > 0 ? [`${copies(removed, number(removed))} entfernt, ${size(removedBytes)}`] : []),
        ...(setAside > 0
          ? [`${copies(setAside, number(setAside))} beiseitegelegt und nach einem Tag zu entfernen`]
          : []),
        ...(restored > 0 ? [`${copies(restored, number(restored))} zurückgelegt, wieder gebraucht`] : []),
      ]
      return `${capital(parts.join('; '))}.`
    },
  },
  removals: {
    title: 'Gelöschte Archive',
    text: 'Wer ein Archiv gelöscht hat und warum, bleibt für immer vermerkt.',
    waiting: 'Gelöschte Archive werden gesucht …',
    failed: 'Gelöschte Archive lassen sich nicht zeigen',
    none: 'Es wurde kein Archiv gelöscht.',
    who: (at, by) => `Gelöscht ${at} ${by === null ? 'in der App' : `von ${by}`}`,
    what: (items, written, size, sealedAt) =>
      `${items === 1 ? '1 Eintrag' : `${written} Einträge`} · ${size} · versiegelt ${sealedAt}`,
    why: 'Grund:',
    fileThere: 'Die Datei ließ sich noch nicht entfernen. Muniment versucht es beim nächsten Start erneut.',
    showMore: 'Weitere zeigen',
  },
}
