import type { DiagnosticsWords } from './words.ts'

export const english: DiagnosticsWords = {
  waiting: 'Asking the archiving engine …',
  failed: 'Nothing is known of this installation',
  facts: {
    title: 'This installation',
    version: 'Version',
    dataFolder: 'Data folder',
    archiveFolder: 'Folder of archives',
    runningSince: 'Running since',
  },
  crashes: {
    title: 'Crash reports',
    text: 'When a part of Muniment ends unexpectedly, it starts again and goes on. What happened is kept here, on this computer only: no names, no texts, no addresses. The newest ten are kept.',
    none: 'Nothing has crashed.',
    parts: { engine: 'Archiving engine', window: 'Window' },
    show: 'Show',
    close: 'Close',
    content: 'Content of the report',
  },
  collect: {
    title: 'Report a fault',
    text: 'Saves a file with what helps to find a fault. It names nobody, and holds no secret, no title and no text; look at it before you send it to anyone.',
    action: 'Collect diagnostics …',
    failed: 'The diagnostics could not be collected',
    fileName: 'muniment-diagnostics.json',
  },
}
