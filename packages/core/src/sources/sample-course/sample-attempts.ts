import type { Say } from './sample-language.ts'

/** What a student answered: places of chosen choices, what was typed, or null for nothing. */
export type SampleAnswer = readonly number[] | string | null

export interface SampleAttempt {
  readonly id: number
  readonly userId: number
  readonly finished: boolean
  readonly startedAt: string
  readonly minutes: number
  /** In the order of the questions. */
  readonly answers: readonly SampleAnswer[]
  /** Of the essay; null while nobody has marked it. */
  readonly marked: { readonly mark: number; readonly comment: string } | null
  readonly attachment: { readonly fileName: string; readonly content: string } | null
}

/** Who answered what in the sample exam. Marks follow from the answers. */
export function sampleAttempts(say: Say): readonly SampleAttempt[] {
  const pigment = say('chlorophyll', 'Chlorophyll')
  const oak = say(
    '<p>The oak beside the fire station has <strong>lobed leaves</strong>, acorns on long stalks, and bark with deep furrows. I could just reach around a quarter of it.</p><ul><li>about 20 m high</li><li>a hollow on its north side</li></ul>',
    '<p>Die Eiche neben der Feuerwache hat <strong>gelappte Blätter</strong>, Eicheln an langen Stielen und eine tief gefurchte Rinde. Ein Viertel des Stammes konnte ich umfassen.</p><ul><li>etwa 20 m hoch</li><li>eine Höhlung an der Nordseite</li></ul>',
  )
  const birch = say(
    '<p>A birch: white bark that peels, small leaves with a saw-like edge. It stands alone on the green.</p>',
    '<p>Eine Birke: weiße Rinde, die sich schält, kleine Blätter mit gesägtem Rand. Sie steht allein auf der Wiese.</p>',
  )
  const short = say('<p>It is big and green.</p>', '<p>Er ist groß und grün.</p>')
  const notes = say('place,height in m\nFire station,20\n', 'Ort,Höhe in m\nFeuerwache,20\n')
  const comment = (english: string, german: string): string => `<p>${say(english, german)}</p>`
  return [
    attempt(1001, 21, {
      answers: [[1], [0, 1], [0], '50', pigment, oak],
      marked: { mark: 4, comment: comment('Precise, and a pleasure to read.', 'Genau, und gern gelesen.') },
      attachment: { fileName: say('notes.csv', 'Notizen.csv'), content: notes },
    }),
    attempt(1002, 22, {
      answers: [[3], [0, 1], [0], '49.9', pigment, birch],
      marked: { mark: 3, comment: comment('Where is the green?', 'Wo ist diese Wiese?') },
    }),
    attempt(1003, 23, {
      answers: [[1], [0], [1], '493', say('melanin', 'Melanin'), short],
      marked: { mark: 1, comment: comment('Nobody could find this tree.', 'So findet niemand diesen Baum.') },
    }),
    attempt(1004, 24, { answers: [[1], [0, 1, 2], [0], '50', pigment, birch] }),
    attempt(1005, 25, { answers: [[1], [0, 1], null, null, null, null], finished: false }),
  ]
}

function attempt(
  id: number,
  userId: number,
  facts: Pick<SampleAttempt, 'answers'> & Partial<SampleAttempt>,
): SampleAttempt {
  return {
    id,
    userId,
    finished: true,
    startedAt: `2026-06-22T08:0${id % 10}:00.000Z`,
    minutes: 40 + (id % 7),
    marked: null,
    attachment: null,
    ...facts,
  }
}
