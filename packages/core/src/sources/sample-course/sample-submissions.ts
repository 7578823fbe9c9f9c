import type { Say } from './sample-language.ts'

export interface SampleSubmission {
  readonly userId: number
  readonly state: 'submitted' | 'draft' | 'none'
  readonly modifiedAt: string | null
  readonly lateBySeconds: number | null
  /** HTML. */
  readonly text: string
  readonly files: readonly { readonly fileName: string; readonly content: string }[]
  readonly marked: { readonly grade: number; readonly feedback: string } | null
}

/** Who handed in what for the tree journal. */
export function sampleSubmissions(say: Say): readonly SampleSubmission[] {
  const journal = say('journal.txt', 'Tagebuch.txt')
  const paragraph = (english: string, german: string): string => `<p>${say(english, german)}</p>`
  return [
    submission(21, {
      modifiedAt: '2026-06-10T15:12:00.000Z',
      text: paragraph(
        'Ten weeks with one oak. My notes are attached.',
        'Zehn Wochen mit einer Eiche. Meine Notizen hängen an.',
      ),
      files: [
        {
          fileName: journal,
          content: say('Week 1: buds.\nWeek 2: first leaves.\n', 'Woche 1: Knospen.\nWoche 2: erste Blätter.\n'),
        },
        {
          fileName: say('measures.csv', 'Messwerte.csv'),
          content: say('week,leaf in mm\n1,0\n2,14\n', 'Woche,Blatt in mm\n1,0\n2,14\n'),
        },
      ],
      marked: { grade: 95, feedback: paragraph('Patient and exact.', 'Geduldig und genau.') },
    }),
    submission(22, {
      modifiedAt: '2026-06-11T20:40:00.000Z',
      text: paragraph('I watched a birch, and a woodpecker.', 'Ich habe eine Birke beobachtet, und einen Specht.'),
      files: [{ fileName: journal, content: say('Week 1: a hole.\n', 'Woche 1: ein Loch.\n') }],
      marked: { grade: 78, feedback: paragraph('More birch, less woodpecker.', 'Mehr Birke, weniger Specht.') },
    }),
    submission(23, {
      modifiedAt: '2026-06-12T18:00:00.000Z',
      lateBySeconds: 7_200,
      text: paragraph('The lime in our yard.', 'Die Linde in unserem Hof.'),
    }),
    submission(24, {
      state: 'draft',
      modifiedAt: '2026-06-09T08:00:00.000Z',
      text: paragraph('To do.', 'Noch offen.'),
    }),
    submission(25, { state: 'none' }),
    submission(26, { state: 'none' }),
  ]
}

function submission(userId: number, facts: Partial<SampleSubmission>): SampleSubmission {
  const nothing = { modifiedAt: null, lateBySeconds: null, text: '', files: [], marked: null }
  return { userId, state: 'submitted', ...nothing, ...facts }
}
