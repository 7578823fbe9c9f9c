import type { NavigationWords } from './words.ts'

export const english: NavigationWords = {
  label: 'Main',
  skip: 'Skip to content',
  signOut: 'Sign out',
  places: { courses: 'Courses', tasks: 'Tasks', archives: 'Archives', settings: 'Settings' },
  nowhere: {
    title: 'There is nothing here',
    text: 'What this address led to is not there, or no longer.',
    toTasks: 'Show tasks',
  },
}
