import type { StorageWords } from './words.ts'

const copies = (count: number, written: string): string =>
  count === 1 ? '1 working copy' : `${written} working copies`

export const english: StorageWords = {
  places: {
    title: 'Where everything lies',
    waiting: 'Asking where everything lies …',
    failed: 'It is not known where everything lies',
    library: 'Library',
    libraryHelp: 'Tasks, logs, sign-ins, and working copies of the files that archives are made of. For Muniment only.',
    archives: 'Archives',
    archivesHelp: 'One file for each archive. They can be read without Muniment; copy them, but leave them in place.',
  },
  upkeep: {
    title: 'Working copies',
    text: 'What was read is kept in the library until it is sealed, and afterwards for a new version of the archive. The archives themselves are verified on their own.',
    checkText: 'Reads every working copy and compares it with its checksum. That may take a while.',
    cleanText:
      'Removes working copies that nothing needs any more. They are put aside first and removed a day later; Muniment does this by itself once a day.',
    check: 'Check all',
    clean: 'Clean up',
    stop: 'Stop',
    running: { check: 'Reading and comparing everything …', clean: 'Looking for what nothing needs …' },
    failed: { check: 'The working copies could not be checked', clean: 'That could not be cleaned up' },
    problem: (code) => (code === 'forbidden' ? 'Your access key may not do this. Ask whoever runs this server.' : null),
    whole: ({ contentsChecked, bytesChecked }, { number, size }) =>
      contentsChecked === 0
        ? 'There are no working copies.'
        : contentsChecked === 1
          ? `The one working copy, ${size(bytesChecked)}, is as it was written.`
          : `All ${number(contentsChecked)} working copies, ${size(bytesChecked)}, are as they were written.`,
    damaged: {
      title: (count, written) =>
        count === 1 ? 'One working copy cannot be used any more' : `${written} working copies cannot be used any more`,
      text: (needed, written) => {
        const whose = {
          none: 'Nothing needs them.',
          one: 'One of them belongs to a task, and is read anew from the site when it is needed next.',
          some: `${written} of them belong to tasks, and are read anew from the site when they are needed next.`,
          all: 'What belongs to tasks is read anew from the site when it is needed next.',
        }
        return `Sealed archives hold copies of their own and are not affected. ${whose[needed]} Damage like this can be a sign that the disk is failing: have it checked.`
      },
      kinds: { changed: 'changed', unreadable: 'unreadable', missing: 'missing' },
      needed: 'needed',
      notNeeded: 'not needed',
      show: 'Show which',
      more: (written) => `And ${written} more.`,
      listLabel: 'Damaged working copies, by checksum',
    },
    cleaned: ({ setAside, restored, removed, removedBytes }, { number, size }) => {
      if (setAside + restored + removed === 0) return 'There was nothing to clean up.'
      const parts = [
        ...(removed > 0 ? [`${copies(removed, number(removed))} removed, ${size(removedBytes)}`] : []),
        ...(setAside > 0 ? [`${copies(setAside, number(setAside))} put aside, to be removed after a day`] : []),
        ...(restored > 0 ? [`${copies(restored, number(restored))} put back, needed again`] : []),
      ]
      return `${parts.join('; ')}.`
    },
  },
  removals: {
    title: 'Deleted archives',
    text: 'Who deleted an archive, and why, is kept for good.',
    waiting: 'Looking for deleted archives …',
    failed: 'Deleted archives cannot be shown',
    none: 'No archive was deleted.',
    who: (at, by) => `Deleted ${at} ${by === null ? 'in the app' : `by ${by}`}`,
    what: (items, written, size, sealedAt) =>
      `${items === 1 ? '1 item' : `${written} items`} · ${size} · sealed ${sealedAt}`,
    why: 'Reason:',
    fileThere: 'Its file could not be removed yet. Muniment tries it again at its next start.',
    showMore: 'Show more',
  },
}
