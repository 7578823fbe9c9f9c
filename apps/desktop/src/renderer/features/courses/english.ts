import type { CourseWords } from './words.ts'

export const english: CourseWords = {
  title: 'Courses',
  summary: (toArchive, shown) =>
    toArchive === 0
      ? 'Everything that can be archived is.'
      : `${shown} ${toArchive === 1 ? 'activity is' : 'activities are'} not archived, or changed since.`,
  waiting: 'Reading your courses …',
  failed: 'Your courses cannot be shown',
  addSource: 'Connect another site',
  none: {
    title: 'No course yet',
    text: 'Courses show up here once a Moodle is connected: what is archived, what has changed since, and what is missing.',
    action: 'Get started',
  },
  noCourses: 'Your account has no course on this site that Muniment may read.',
  sample: 'Invented, to try things out',
  signedInAs: (name) => `as ${name}`,
  readingCourses: 'Reading courses …',
  showMore: 'Show more courses',
  coursesOf: (siteName) => `Courses of ${siteName}`,
  sourceFailed: (siteName) => `${siteName} cannot be read just now`,
  signInNeeded: {
    title: 'Sign in again',
    text: 'The site does not take the kept sign-in any more. Tasks that wait for it go on by themselves afterwards.',
    action: 'Sign in again',
  },
  offline: 'What is archived is still there, and can be read and verified without the site.',
  counts: ({ total, archived, changed, archiving, failed }, format) => {
    if (total === 0) return 'Nothing here can be archived.'
    const parts = [
      archived === total
        ? `${total === 1 ? 'The activity is' : total === 2 ? 'Both activities are' : `All ${format(total)} activities are`} archived`
        : `${format(archived)} of ${format(total)} ${total === 1 ? 'activity' : 'activities'} archived`,
    ]
    if (changed > 0) parts.push(`${format(changed)} changed since`)
    if (archiving > 0) parts.push(`${format(archiving)} being archived`)
    if (failed > 0) parts.push(`${format(failed)} failed`)
    return `${parts.join(', ')}.`
  },
  courseFailed: 'This course cannot be read:',
  archiveChanged: 'Archive new and changed',
  archiveChangedOf: (courseName) => `Archive new and changed in ${courseName}`,
  archiveQuestion: {
    title: 'Archive new and changed?',
    text: (count, shown) =>
      `${shown} ${count === 1 ? 'activity' : 'activities'} that ${count === 1 ? 'was' : 'were'} never archived, or changed since, ${count === 1 ? 'is' : 'are'} archived with the usual settings. You can watch it, stop it, and go on working meanwhile.`,
    action: 'Archive',
  },
  starting: 'Starting …',
  started: (count, shown) => `${shown} ${count === 1 ? 'task was' : 'tasks were'} started.`,
  showTasks: 'Show tasks',
  notStarted: 'Some could not be started',
  courseWaiting: 'Reading the course …',
  courseNotRead: 'This course cannot be shown',
  tableLabel: (courseName) => `Activities of ${courseName}`,
  columns: { activity: 'Activity', kind: 'Kind', closes: 'Closes', state: 'State' },
  kinds: {
    quiz: 'Quiz',
    assign: 'Assignment',
    forum: 'Forum',
    choice: 'Choice',
    workshop: 'Workshop',
    page: 'Page',
    feedback: 'Feedback',
    glossary: 'Glossary',
    wiki: 'Wiki',
    lesson: 'Lesson',
    data: 'Database',
    resource: 'File',
    folder: 'Folder',
    url: 'Link',
    label: 'Text',
    h5pactivity: 'H5P',
    scorm: 'SCORM',
    lti: 'External tool',
    book: 'Book',
  },
  noClose: 'no end',
  states: {
    not_supported: 'Cannot be archived',
    never_archived: 'Never archived',
    archiving: 'Being archived',
    failed: 'Failed',
    changed: 'Changed since',
    archived: 'Archived',
  },
  archivedAt: (date) => `archived ${date}`,
  incomplete: 'incomplete',
  noArchiver: 'no archiver for this kind',
  search: 'Search activities',
  filter: 'Show',
  filters: {
    all: 'All activities',
    'to-archive': 'To be archived',
    archived: 'Archived',
    'not-supported': 'Cannot be archived',
  },
  nothingFound: 'No activity is like that.',
  nothingThere: 'This course has no activities.',
  selection: {
    label: 'What to do with the chosen activities',
    count: (_count, shown) => `${shown} chosen`,
    archive: (count) => (count === 1 ? 'Archive it' : 'Archive them'),
    choose: 'Choose settings …',
    clear: 'Choose none',
    leftOut: (count, shown) => `${shown} of them cannot be archived now and ${count === 1 ? 'is' : 'are'} left out`,
  },
}
