import type { ArchiverWords } from './words.ts'

export const german: ArchiverWords = {
  summary: 'Was archiviert werden kann und woher die Archivierer kommen.',
  listLabel: 'Archivierer',
  loading: 'Archivierer werden gesucht …',
  builtIn: 'gehört zu Muniment',
  fromPackage: (packageName, version) => `aus dem Paket ${packageName} ${version}`.trimEnd(),
  problems: {
    title: 'Diese sind nicht benutzbar',
    others:
      'Alle anderen Archivierer arbeiten. Was an diesen falsch ist, geht an, wer sie installiert oder geschrieben hat:',
  },
  more: {
    title: 'Einen weiteren Archivierer hinzufügen',
    text: 'Archivierer für weitere Arten von Aktivitäten sind npm-Pakete. Installieren Sie eines in einem Terminal:',
    trust:
      'Ein Paket läuft mit allen Rechten dieser App: Es kann lesen und ändern, was Sie lesen und ändern können. Installieren Sie nur, wem Sie vertrauen.',
    commandLabel: 'Befehl',
    placeholder: 'paketname',
    restart: 'Starten Sie Muniment danach neu.',
  },
  failed: 'Die Archivierer können nicht gezeigt werden',
}
