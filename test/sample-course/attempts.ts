import type { Quality } from './derived-responses.ts'
import { essays, programs } from './essays.ts'
import { teacher, tutor } from './people.ts'
import type { Response } from './question-types.ts'

export interface ManualGrading {
  readonly mark: number
  /** HTML, as the marker wrote it. */
  readonly comment: string
  readonly by: number
}

/** One sitting of one student, told by what differs from what the student usually did. */
export interface AttemptStory {
  readonly id: number
  readonly userId: number
  /** 1 for the student's first attempt. */
  readonly number: number
  readonly state: 'finished' | 'inprogress' | 'abandoned'
  /** Seconds since 1970. */
  readonly startedAt: number
  readonly minutes: number
  readonly usually: Quality | 'nothing'
  /** By the question's name. */
  readonly except?: Readonly<Record<string, Quality | 'nothing' | Response>>
  readonly graded?: Readonly<Record<string, ManualGrading>>
  readonly flagged?: readonly string[]
  /** How often it was marked again since. */
  readonly regradedTimes?: number
}

const examDay = Date.UTC(2026, 9, 12, 8, 0) / 1000
const morning = { number: 1, state: 'finished', startedAt: examDay, minutes: 48 } as const

function essayMark(mark: number, comment: string, by = teacher.id): ManualGrading {
  return { mark, comment, by }
}

export const finalQuizAttempts: readonly AttemptStory[] = [
  {
    ...morning,
    id: 101,
    userId: 5,
    usually: 'right',
    except: { parallax: 'partly', essay: essays.structured, program: programs.careful },
    graded: {
      essay: essayMark(
        9.5,
        String.raw`<p>Excellent, and the table is a good idea. For a distance you also need \(\Delta p\): <em>how sure</em> are you?</p>`,
      ),
      program: essayMark(3, '<p>Zero is caught.</p>', tutor.id),
    },
    flagged: ['parallax'],
  },
  {
    ...morning,
    id: 102,
    userId: 6,
    minutes: 55,
    usually: 'partly',
    except: { summer: 'right', 'largest moon': { type: 'shortanswer', text: 'Ganimede' }, essay: essays.greek },
    graded: {
      essay: essayMark(7, '<p>Σωστά. Λείπουν τα όρια της μεθόδου.</p>'),
      'largest moon': essayMark(0.5, '<p>Spelling accepted in part.</p>', tutor.id),
    },
  },
  {
    ...morning,
    id: 103,
    userId: 7,
    startedAt: examDay - 3 * 86_400,
    minutes: 12,
    usually: 'wrong',
    except: { distances: 'nothing', 'winter sky': 'nothing', essay: essays.firstTry },
    graded: { essay: essayMark(0, '<p>Please read chapter 2 and try again.</p>') },
  },
  {
    ...morning,
    id: 104,
    userId: 7,
    number: 2,
    usually: 'right',
    except: { kepler: 'partly', essay: essays.cyrillic, program: programs.careless },
    graded: { essay: essayMark(8.25, '<p>Хорошо!</p>'), program: essayMark(1.5, '<p>And for p = 0?</p>', tutor.id) },
  },
  {
    ...morning,
    id: 105,
    userId: 8,
    minutes: 51,
    usually: 'right',
    except: { 'winter sky': 'partly', 'moon phase': 'wrong', essay: essays.arabic, program: programs.careful },
    graded: { essay: essayMark(8, '<p dir="rtl" lang="ar">ممتاز</p><p>Very clear.</p>'), program: essayMark(3, '') },
  },
  {
    ...morning,
    id: 106,
    userId: 9,
    usually: 'partly',
    except: { distances: 'wrong', tides: 'right', essay: essays.hebrew },
    graded: {
      essay: essayMark(
        5.5,
        '<ul><li>idea: yes</li><li>formula: yes</li><li>example: missing</li><li>limits: missing</li></ul>',
      ),
    },
  },
  {
    ...morning,
    id: 107,
    userId: 10,
    minutes: 39,
    usually: 'right',
    except: { essay: essays.chinese, program: programs.careful },
    graded: { essay: essayMark(10, '<p>很好！</p>'), program: essayMark(3, '<p>Full marks.</p>') },
  },
  {
    ...morning,
    id: 108,
    userId: 11,
    state: 'inprogress',
    usually: 'right',
    except: { essay: essays.unfinished, 'winter sky': 'partly', 'spectral classes': 'partly', program: 'nothing' },
  },
  {
    ...morning,
    id: 109,
    userId: 12,
    minutes: 60,
    usually: 'right',
    except: { discoverers: 'wrong', 'spectral classes': 'partly', essay: essays.long, program: programs.careless },
    graded: { essay: essayMark(6, '<p>Long, but the method is only named.</p>'), program: essayMark(1, '') },
  },
  {
    ...morning,
    id: 110,
    userId: 13,
    minutes: 20,
    usually: 'partly',
    except: {
      parallax: { type: 'numerical', text: '<b>1.3</b> pc"; DROP' },
      essay: essays.hostile,
      program: programs.careless,
    },
    graded: { essay: essayMark(1, '<p>One mark for the word.</p>'), program: essayMark(1, '') },
  },
  {
    ...morning,
    id: 111,
    userId: 14,
    minutes: 5,
    usually: 'nothing',
    except: { summer: 'wrong', 'sun facts': { type: 'multianswer', parts: ['helium', null, null, null] } },
  },
  {
    ...morning,
    id: 112,
    userId: 15,
    state: 'abandoned',
    usually: 'nothing',
    except: { 'moon phase': 'right', kepler: 'partly', summer: 'right' },
  },
  {
    ...morning,
    id: 113,
    userId: 16,
    minutes: 44,
    usually: 'right',
    except: { essay: essays.plain, program: programs.careful },
  },
  {
    ...morning,
    id: 114,
    userId: 18,
    usually: 'partly',
    except: { essay: essays.plain },
    graded: { essay: essayMark(5, '<p>All the best at your new school.</p>') },
  },
]

export const weeklyCheckAttempts: readonly AttemptStory[] = [
  { ...morning, id: 201, userId: 5, startedAt: examDay - 20 * 86_400, minutes: 3, usually: 'right' },
  { ...morning, id: 202, userId: 6, startedAt: examDay - 20 * 86_400, minutes: 4, usually: 'wrong' },
]

/** The second quiz called "Weekly check". */
export const laterWeeklyCheckAttempts: readonly AttemptStory[] = [
  { ...morning, id: 301, userId: 14, startedAt: examDay - 13 * 86_400, minutes: 2, usually: 'right' },
]
