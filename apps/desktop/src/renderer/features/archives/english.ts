import type { ArchivesWords } from './words.ts'

export const english: ArchivesWords = {
  title: 'Archives',
  searchLabel: 'Search students, courses, activities, dates',
  searchHelp: 'Names, id numbers, user names, titles, and days such as 2026-02-12. All words have to fit.',
  listLabel: 'Archives',
  loading: 'Looking for archives …',
  failed: 'Archives cannot be shown',
  sealed: (date) => `Sealed ${date}`,
  entries: (count, written) => (count === 1 ? '1 item' : `${written} items`),
  incomplete: 'incomplete',
  found: (names, more) => `Found: ${names.join(', ')}${more > 0 ? `, and ${more} more` : ''}`,
  showMore: 'Show more',
  notListed: (count, written) =>
    count === 1
      ? 'What is in one archive is not known: it is being read, or it cannot be read. It is found by its title and course only.'
      : `What is in ${written} archives is not known: they are being read, or cannot be read. They are found by title and course only.`,
  verdicts: {
    never: 'Not verified yet',
    intact: (date) => `Intact on ${date}`,
    damaged: (date) => `Not as it was sealed, found ${date}`,
    notFullyChecked: (date) => `Not fully checked on ${date}`,
  },
  nothing: {
    title: 'There are no archives yet',
    text: 'Each exam that you archive is sealed as one file. Here you find it again, by student, course or date, and prove that nothing was changed.',
    action: 'Show tasks',
  },
  notFound: {
    title: (search) => `No archive has “${search}”`,
    text: 'All words have to fit. Try fewer of them, or only the beginning of a name.',
  },
}
