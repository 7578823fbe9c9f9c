import type { WelcomeWords } from './words.ts'

export const german: WelcomeWords = {
  title: 'Willkommen bei Muniment',
  summary:
    'Bewahren Sie auf, was Ihre Studierenden abgegeben haben und wie es bewertet wurde: in zehn Jahren noch lesbar und beweisbar.',
  connect: {
    title: 'Ihr Moodle verbinden',
    text: 'Melden Sie sich an wie immer. Muniment liest, was Sie als Lehrende sehen dürfen, und ändert nichts.',
    action: 'Moodle verbinden',
  },
  backup: {
    title: 'Eine Moodle-Sicherung öffnen',
    text: 'Archivieren Sie aus einer Sicherungsdatei (.mbz), ohne die Seite, von der sie stammt.',
    action: 'Sicherung öffnen',
  },
  backupLater: {
    title: 'Sicherungen lassen sich noch nicht öffnen',
    text: 'Eine spätere Version von Muniment archiviert daraus. Bewahren Sie die Datei auf: Mit ihr ist nichts geschehen. Verbinden Sie bis dahin das Moodle, aus dem sie stammt.',
  },
  sample: {
    title: 'Den Beispielkurs ausprobieren',
    text: 'Eine erfundene Prüfung und eine Aufgabe, um alles kennenzulernen. Ohne Netz, ohne Konto.',
    action: 'Beispiel öffnen',
  },
  later: 'Kommt in einer späteren Version',
  opening: 'Ihre Bibliothek wird geöffnet …',
  openingSample: 'Der Beispielkurs wird angelegt …',
  sampleFailed: 'Der Beispielkurs konnte nicht angelegt werden',
  local: 'Alles bleibt auf diesem Computer. Muniment spricht mit Ihrem Moodle und mit niemandem sonst.',
}
