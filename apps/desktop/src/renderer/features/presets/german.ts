import type { PresetWords } from './words.ts'

export const german: PresetWords = {
  summary:
    'Einstellungen unter einem Namen. Ein neues Archiv kann von einer Vorlage ausgehen; die Standardvorlage ist von selbst gewählt.',
  loading: 'Vorlagen werden gesucht …',
  failed: 'Die Vorlagen können nicht gezeigt werden',
  none: 'Noch keine. Speichern Sie eine aus den Einstellungen eines neuen Archivs.',
  listLabel: (archiver) => `Vorlagen von ${archiver}`,
  usual: 'Standard',
  unusable: 'Der Archivierer nimmt sie nicht mehr an:',
  settings: (count, isOne) => `${count} eigene ${isOne ? 'Einstellung' : 'Einstellungen'}`,
  actions: (name) => `Was mit ${name} geschehen soll`,
  rename: 'Umbenennen …',
  makeUsual: 'Zum Standard machen',
  makeNoUsual: 'Nicht mehr Standard',
  remove: 'Löschen …',
  renameTitle: 'Vorlage umbenennen',
  renameAction: 'Umbenennen',
  name: 'Name',
  removeTitle: (name) => `„${name}“ löschen?`,
  removeText: 'Die Vorlage ist dann weg. Archive und Aufträge, die damit entstanden sind, bleiben, wie sie sind.',
  changeFailed: 'Das ging nicht',
}
