import type { DiagnosticsWords } from './words.ts'

export const german: DiagnosticsWords = {
  waiting: 'Die Archivierung wird gefragt …',
  failed: 'Über diese Installation ist nichts zu erfahren',
  facts: {
    title: 'Diese Installation',
    version: 'Version',
    dataFolder: 'Datenordner',
    archiveFolder: 'Ordner der Archive',
    runningSince: 'Läuft seit',
  },
  crashes: {
    title: 'Absturzberichte',
    text: 'Endet ein Teil von Muniment unerwartet, so startet er neu und macht weiter. Was geschah, wird hier festgehalten, nur auf diesem Computer: keine Namen, keine Texte, keine Adressen. Die neuesten zehn bleiben.',
    none: 'Es ist nichts abgestürzt.',
    parts: { engine: 'Archivierung', window: 'Fenster' },
    show: 'Zeigen',
    close: 'Schließen',
    content: 'Inhalt des Berichts',
  },
  collect: {
    title: 'Einen Fehler melden',
    text: 'Speichert eine Datei mit Angaben, die bei der Fehlersuche helfen. Sie nennt niemanden und enthält kein Geheimnis, keinen Titel und keinen Text. Sehen Sie sie an, bevor Sie sie weitergeben.',
    action: 'Diagnose speichern …',
    failed: 'Die Diagnose ließ sich nicht zusammenstellen',
    fileName: 'muniment-diagnose.json',
  },
}
