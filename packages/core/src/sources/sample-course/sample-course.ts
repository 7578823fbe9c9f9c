import type { Activity, Course } from '../activity-source.ts'
import type { Say } from './sample-language.ts'

export const sampleCourseId = 1
export const sampleQuizId = 101
export const sampleAssignmentId = 102

/** Dates of the sample course, which never change. */
export const sampleDates = {
  starts: '2026-03-02T07:00:00.000Z',
  ends: '2026-07-10T16:00:00.000Z',
  examOpens: '2026-06-22T08:00:00.000Z',
  examCloses: '2026-06-22T10:00:00.000Z',
  journalDue: '2026-06-12T16:00:00.000Z',
  graded: '2026-06-29T13:30:00.000Z',
} as const

export function sampleCourse(say: Say): Course {
  return {
    id: sampleCourseId,
    name: say('Sample course: Trees around us', 'Beispielkurs: Bäume um uns'),
    shortName: say('SAMPLE-TREES', 'BEISPIEL-BÄUME'),
    idNumber: 'SAMPLE-1',
    startsAt: sampleDates.starts,
    endsAt: sampleDates.ends,
    visible: true,
  }
}

/** What the course page lists. The last one is of a kind that nothing archives, as every course has some. */
export function sampleActivities(say: Say): readonly Activity[] {
  const common = { courseId: sampleCourseId, idNumber: '', visible: true, opensAt: null, closesAt: null }
  return [
    {
      ...common,
      courseModuleId: 11,
      instanceId: sampleQuizId,
      kind: 'quiz',
      name: quizName(say),
      sectionName: say('Exams', 'Prüfungen'),
      opensAt: sampleDates.examOpens,
      closesAt: sampleDates.examCloses,
    },
    {
      ...common,
      courseModuleId: 12,
      instanceId: sampleAssignmentId,
      kind: 'assign',
      name: assignmentName(say),
      sectionName: say('Coursework', 'Studienleistungen'),
      closesAt: sampleDates.journalDue,
    },
    {
      ...common,
      courseModuleId: 13,
      instanceId: 103,
      kind: 'page',
      name: say('Sample page: how to find the arboretum', 'Beispielseite: Anfahrt zum Arboretum'),
      sectionName: say('General', 'Allgemeines'),
    },
  ]
}

export function quizName(say: Say): string {
  return say('Sample exam: leaves, bark and roots', 'Beispielprüfung: Blatt, Rinde und Wurzel')
}

export function assignmentName(say: Say): string {
  return say('Sample assignment: tree journal', 'Beispielaufgabe: Baumtagebuch')
}
