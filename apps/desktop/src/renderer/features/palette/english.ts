import type { PaletteWords } from './words.ts'

export const english: PaletteWords = {
  title: 'Find and go',
  label: 'Course, student, task, archive or screen',
  open: 'Find',
  kinds: { place: 'Screens', course: 'Courses', task: 'Tasks', archive: 'Archives', person: 'Students in archives' },
  looking: 'Looking …',
  nothing: 'Nothing is found. Fewer letters find more.',
}
