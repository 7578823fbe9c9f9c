import type { Amount, ItemNoun, TaskScreenWords } from './words.ts'

const one: Readonly<Record<ItemNoun, string>> = {
  attempts: 'Versuch',
  submissions: 'Abgabe',
  discussions: 'Diskussion',
  items: 'Eintrag',
}
const many: Readonly<Record<ItemNoun, string>> = {
  attempts: 'Versuche',
  submissions: 'Abgaben',
  discussions: 'Diskussionen',
  items: 'Einträge',
}
/** After “von”. */
const ofMany: Readonly<Record<ItemNoun, string>> = {
  attempts: 'Versuchen',
  submissions: 'Abgaben',
  discussions: 'Diskussionen',
  items: 'Einträgen',
}

const counted = ({ count, text }: Amount, noun: ItemNoun): string => `${text} ${count === 1 ? one[noun] : many[noun]}`
const ofAll = ({ count, text }: Amount, noun: ItemNoun): string => `${text} ${count === 1 ? one[noun] : ofMany[noun]}`

export const german: TaskScreenWords = {
  waiting: 'Der Auftrag wird gesucht …',
  reconnecting: 'Die Archivierung wurde unterbrochen und startet neu. Was fertig ist, bleibt erhalten.',
  reconnectingToServer:
    'Die Verbindung zum Server ist unterbrochen und wird wiederhergestellt. Der Auftrag läuft weiter.',
  failedToLoad: 'Der Auftrag lässt sich nicht anzeigen',
  headline: {
    doneOf: (done, total, noun) => `${done} von ${ofAll(total, noun)}`,
    allDone: (total, noun) => `${total.count === 1 ? one[noun] : `Alle ${total.text} ${many[noun]}`} archiviert`,
    nothingThere: (noun) => `Archiviert; es gibt keine ${many[noun]}`,
    incomplete: (done, total, noun) => `${done} von ${ofAll(total, noun)} archiviert, der Rest bewusst ausgelassen`,
    notArchived: (count) => `${count} fehlgeschlagen`,
    notStarted: 'Noch nicht begonnen',
    waitsForTurn: 'wartet, bis er an der Reihe ist',
    waitsForYou: 'wartet auf Sie',
    failed: 'Archivieren fehlgeschlagen',
  },
  rate: {
    perMinute: (rate, noun) => `${counted(rate, noun)} pro Minute`,
    reused: (count) => `${count} aus einem früheren Archiv übernommen`,
  },
  now: (titles, more) => `Gerade: ${[...titles, ...(more === null ? [] : [`${more} weitere`])].join(' · ')}`,
  stagesLabel: 'Schritte',
  stages: { connecting: 'Verbinden', listing: 'Ermitteln', archiving: 'Archivieren', sealing: 'Versiegeln' },
  actions: {
    execute: 'Beginnen',
    pause: 'Unterbrechen',
    resume: 'Fortsetzen',
    abort: 'Anhalten',
    sealIncomplete: 'Unvollständig versiegeln …',
  },
  retryFailed: 'Fehlgeschlagenes erneut versuchen',
  goOn: 'Fortsetzen',
  moreActions: 'Weitere Aktionen',
  showArchive: 'Archiv zeigen',
  signIn: 'Neu anmelden',
  priority: { low: 'Anderen den Vortritt lassen', normal: 'Übliche Reihenfolge', high: 'Vor den anderen' },
  priorityNow: { low: 'Lässt anderen den Vortritt', normal: 'Übliche Reihenfolge', high: 'Kommt vor den anderen' },
  refused: {
    title: 'Das wurde nicht getan',
    tooLate: 'Der Auftrag war inzwischen schon weiter. So steht es jetzt um ihn.',
  },
  trouble: {
    itemsFailed: (items, noun) =>
      `${counted(items, noun)} ${items.count === 1 ? 'konnte' : 'konnten'} nicht archiviert werden`,
    keptSafe: (done, total, noun) =>
      `${done} von ${ofAll(total, noun)} sind fertig und bleiben erhalten. Noch ist nichts versiegelt: Ein Archiv entsteht, sobald alles da ist oder Sie sagen, dass es unvollständig sein darf.`,
    nextSteps: 'Was nicht gelang',
    moreReasons: (count) => `und ${count} weitere in der Liste unten`,
    taskFailed: 'Der Auftrag kam nicht weiter',
    signInAgain: 'Die Website verlangt eine neue Anmeldung',
    signInText:
      'Was fertig ist, bleibt erhalten. Der Auftrag geht von selbst weiter, sobald Sie sich angemeldet haben.',
  },
  incomplete: {
    title: 'Ein unvollständiges Archiv versiegeln?',
    action: 'Unvollständig versiegeln',
    warning: (items, noun) => `${counted(items, noun)} ${items.count === 1 ? 'wird' : 'werden'} im Archiv fehlen:`,
    stays:
      'Das Archiv sagt für immer, dass es unvollständig ist, und führt auf, was fehlt. Es kann nie vollständig aussehen, und später lässt sich nichts ergänzen.',
    instead:
      'Kann die Ursache vorübergehen, etwa weil die Website nicht erreichbar war, dann versuchen Sie zuerst das Fehlgeschlagene erneut.',
    more: (count) => `und ${count} weitere`,
  },
  tabs: { label: 'Einzelheiten', items: 'Einträge', log: 'Protokoll' },
  items: {
    label: 'Einträge, neueste Schwierigkeiten zuerst',
    columns: { title: 'Name', state: 'Stand', size: 'Größe' },
    conditions: {
      failed: 'Fehlgeschlagen',
      retrying: 'Neuer Anlauf folgt',
      lacking: 'Archiviert, etwas fehlt',
      running: 'Wird archiviert',
      pending: 'Wartet',
      finished: 'Archiviert',
    },
    filterLabel: 'Zeigen',
    all: 'Alle',
    choice: (name, count) => `${name} (${count})`,
    search: 'Nach Namen suchen',
    noneYet: 'Noch ist nicht bekannt, was zu archivieren ist.',
    noneFound: 'Hier gibt es nichts.',
    reading: 'Die Liste wird gelesen …',
    attempts: ({ count, text }) => (count === 1 ? 'ein Anlauf' : `${text} Anläufe`),
  },
  details: {
    whatHappened: 'Was geschehen ist',
    whatToDo: 'Was Sie tun können',
    byItself: 'Nichts: Es folgt von selbst ein neuer Anlauf.',
    tryAgain: 'Versuchen Sie es mit dem Auftrag erneut; die Ursache kann vorüber sein.',
    firstSolve:
      'Beheben Sie zuerst die Ursache und versuchen Sie es dann mit dem Auftrag erneut. Oder versiegeln Sie das Archiv bewusst unvollständig.',
    remarks: 'Gut zu wissen',
    place: 'Ort im Archiv',
    files: ({ count, text }, size) => `${text} ${count === 1 ? 'Datei' : 'Dateien'}, ${size}`,
    close: 'Schließen',
  },
  log: {
    label: 'Protokoll, Neuestes zuerst',
    none: 'Noch wurde nichts eingetragen.',
    showEarlier: 'Frühere Einträge zeigen',
    levels: { warning: 'Warnung', error: 'Fehler' },
  },
  missing: {
    title: 'Diesen Auftrag gibt es nicht',
    text: 'Vielleicht wurde er entfernt, oder er liegt auf einem anderen Computer.',
    toTasks: 'Alle Aufträge zeigen',
  },
}
