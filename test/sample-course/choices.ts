import type { Html } from './question-types.ts'

/** A choice, told in plain terms. */
export interface ChoiceStory {
  readonly id: number
  readonly courseModuleId: number
  readonly contextId: number
  readonly name: string
  readonly intro: Html
  /** Whether results name people. */
  readonly publish: boolean
  readonly showUnanswered: boolean
  readonly allowMultiple: boolean
  readonly opensAt: number
  readonly closesAt: number
  readonly options: readonly {
    readonly id: number
    readonly text: string
    /** 0 for any number. */
    readonly limit: number
    readonly answers: readonly { readonly userId: number; readonly at: number }[]
  }[]
}

const start = Date.UTC(2026, 8, 15, 9) / 1000

/** Named, limited, several options a person; one of those who answered has left the course (18). */
export const observingNight: ChoiceStory = {
  id: 41,
  courseModuleId: 58,
  contextId: 158,
  name: 'Observing night',
  intro: '<p>Which nights suit you? <img src="@@PLUGINFILE@@/winter-sky.png" alt="winter sky" width="80"></p>',
  publish: true,
  showUnanswered: false,
  allowMultiple: true,
  opensAt: start,
  closesAt: start + 10 * 86_400,
  options: [
    {
      id: 411,
      text: 'Thursday & Friday',
      limit: 3,
      answers: [
        { userId: 8, at: start + 60 },
        { userId: 5, at: start + 120 },
        { userId: 12, at: start + 180 },
      ],
    },
    {
      id: 412,
      text: '=Saturday <b>late</b>',
      limit: 0,
      answers: [
        { userId: 5, at: start + 120 },
        { userId: 10, at: start + 3_600 },
        { userId: 18, at: start + 7_200 },
      ],
    },
    { id: 413, text: 'ليلة الأحد', limit: 5, answers: [] },
  ],
}

/** Anonymous: even teachers are told numbers only. */
export const coursePace: ChoiceStory = {
  id: 42,
  courseModuleId: 59,
  contextId: 159,
  name: 'Pace of the course',
  intro: '<p>Anonymous.</p>',
  publish: false,
  showUnanswered: true,
  allowMultiple: false,
  opensAt: 0,
  closesAt: 0,
  options: [
    {
      id: 421,
      text: 'Too fast',
      limit: 0,
      answers: [
        { userId: 6, at: start },
        { userId: 7, at: start },
      ],
    },
    { id: 422, text: 'Just right', limit: 0, answers: [{ userId: 9, at: start }] },
  ],
}
