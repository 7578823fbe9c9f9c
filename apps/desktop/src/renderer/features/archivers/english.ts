import type { ArchiverWords } from './words.ts'

export const english: ArchiverWords = {
  summary: 'What can be archived, and where the archivers come from.',
  listLabel: 'Archivers',
  loading: 'Looking for archivers …',
  builtIn: 'comes with Muniment',
  fromPackage: (packageName, version) => `from the package ${packageName} ${version}`.trimEnd(),
  problems: {
    title: 'These cannot be used',
    others: 'All other archivers work. What is wrong with these is for whoever installed or wrote them:',
  },
  more: {
    title: 'Add an archiver from elsewhere',
    text: 'Archivers for further kinds of activities are npm packages. Install one in a terminal:',
    trust:
      'A package runs with all rights of this app: it can read and change what you can. Install only what you trust.',
    commandLabel: 'Command',
    placeholder: 'package-name',
    restart: 'Then start Muniment again.',
  },
  failed: 'Archivers cannot be shown',
}
