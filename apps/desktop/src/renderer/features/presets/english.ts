import type { PresetWords } from './words.ts'

export const english: PresetWords = {
  summary: 'Settings kept under a name. A new archive can start from one; the default one is chosen by itself.',
  loading: 'Looking for presets …',
  failed: 'Presets cannot be shown',
  none: 'None yet. Save one from the settings of a new archive.',
  listLabel: (archiver) => `Presets of ${archiver}`,
  usual: 'Default',
  unusable: 'The archiver does not take it any more:',
  settings: (count, isOne) => `${count} ${isOne ? 'setting' : 'settings'} of its own`,
  actions: (name) => `What to do with ${name}`,
  rename: 'Rename …',
  makeUsual: 'Make this the default',
  makeNoUsual: 'No default any more',
  remove: 'Delete …',
  renameTitle: 'Rename the preset',
  renameAction: 'Rename',
  name: 'Name',
  removeTitle: (name) => `Delete “${name}”?`,
  removeText: 'The preset will be gone. Archives and tasks that were made with it stay as they are.',
  changeFailed: 'That did not work',
}
