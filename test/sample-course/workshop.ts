import { attachments } from './attachments.ts'
import type { Html, StudentFile } from './question-types.ts'

/** What a person handed in for assessment by others. */
export interface WorkshopSubmissionStory {
  readonly id: number
  readonly authorId: number
  readonly title: string
  /** `@@PLUGINFILE@@/name` for pictures of the course. */
  readonly html: Html
  readonly createdAt: number
  readonly attachments: readonly StudentFile[]
  /** From 0 to 100. */
  readonly grade: number | null
  readonly override?: { readonly grade: number; readonly by: number }
  readonly feedback: Html
  readonly published?: boolean
  readonly late?: boolean
}

export interface AssessmentStory {
  readonly id: number
  readonly submissionId: number
  readonly reviewerId: number
  readonly weight: number
  readonly at: number
  readonly grade: number | null
  readonly gradingGrade: number | null
  readonly override?: { readonly grade: number; readonly by: number }
  readonly forAuthor: Html
  readonly forReviewer: Html
  readonly files: readonly StudentFile[]
  /** Points and comment, by aspect; -1 for none. */
  readonly aspects: readonly { readonly points: number; readonly comment: Html }[]
}

export interface WorkshopStory {
  readonly id: number
  readonly courseModuleId: number
  readonly contextId: number
  readonly name: string
  readonly intro: Html
  readonly aspects: readonly { readonly html: Html; readonly points: number; readonly weight: number }[]
  readonly submissions: readonly WorkshopSubmissionStory[]
  readonly assessments: readonly AssessmentStory[]
  /** By user, on the scale of the workshop (20). */
  readonly assessingGrades: Readonly<Record<number, number>>
}

const start = Date.UTC(2026, 9, 1, 8) / 1000
const day = 86_400

/** A closed workshop: three handed in, one of them assessed by two; one person only assessed. */
export const sampleWorkshop: WorkshopStory = {
  id: 51,
  courseModuleId: 60,
  contextId: 160,
  name: 'Essays on the night sky',
  intro: '<p>Write, then read what others wrote.</p>',
  aspects: [
    { html: '<p>Is it <em>correct</em>?</p>', points: 10, weight: 2 },
    { html: '<p>Is it clear?</p>', points: 5, weight: 1 },
  ],
  submissions: [
    {
      id: 501,
      authorId: 5,
      title: 'Pleiades & the calendar',
      html: String.raw`<p>Seven sisters, \(d = 136\) pc. <img src="@@PLUGINFILE@@/pleiades.png" alt="seven stars" width="90"></p>`,
      createdAt: start,
      attachments: [attachments.report, attachments.awkwardName],
      grade: 82.5,
      override: { grade: 90, by: 3 },
      feedback: '<p>Well observed, Zuzanna Łękawska-Żądło.</p>',
      published: true,
    },
    {
      id: 502,
      authorId: 8,
      title: 'سماء الليل',
      html: '<p dir="rtl">القمر في أيلول.</p><script>window.attacked=true</script>',
      createdAt: start + day,
      attachments: [attachments.upperCase, attachments.lowerCase],
      grade: 40,
      feedback: '',
      late: true,
    },
    { id: 503, authorId: 18, title: 'Jupiter', html: '', createdAt: start, attachments: [], grade: null, feedback: '' },
  ],
  assessments: [
    {
      id: 601,
      submissionId: 501,
      reviewerId: 8,
      weight: 1,
      at: start + 5 * day,
      grade: 75,
      gradingGrade: 100,
      forAuthor: '<p>Good sources.</p>',
      forReviewer: '<p>Careful reading.</p>',
      files: [attachments.notes],
      aspects: [
        { points: 8, comment: '<p>Mostly.</p>' },
        { points: 3.5, comment: '' },
      ],
    },
    {
      id: 602,
      submissionId: 501,
      reviewerId: 12,
      weight: 2,
      at: start + 6 * day,
      grade: 90,
      gradingGrade: 80,
      override: { grade: 50, by: 3 },
      forAuthor: '',
      forReviewer: '',
      files: [],
      aspects: [
        { points: 9, comment: '' },
        { points: -1, comment: '<p>The figure lacks a scale.</p>' },
      ],
    },
    {
      id: 603,
      submissionId: 502,
      reviewerId: 5,
      weight: 1,
      at: start + 5 * day,
      grade: 40,
      gradingGrade: 90,
      forAuthor: '<p>Too short.</p>',
      forReviewer: '',
      files: [],
      aspects: [
        { points: 4, comment: '' },
        { points: 2, comment: '' },
      ],
    },
  ],
  assessingGrades: { 5: 18, 8: 20, 12: 10 },
}
