import type { Assignment, CommentStory, WorkStory } from './assignment-types.ts'
import { attachments, pdfOf } from './attachments.ts'
import { essays } from './essays.ts'
import { teacher, tutor } from './people.ts'
import { picture } from './pictures.ts'
import type { StudentFile } from './question-types.ts'

const hour = 3600
const day = 24 * hour
const due = Date.UTC(2026, 9, 5, 21, 59) / 1000

function png(name: 'half-moon.png' | 'pleiades.png' | 'winter-sky.png'): StudentFile {
  return { name, mimetype: 'image/png', bytes: picture(name) }
}

function pdf(name: string, ...lines: readonly string[]): StudentFile {
  return { name, mimetype: 'application/pdf', bytes: pdfOf(lines) }
}

function submitted(id: number, modifiedAt: number, more: Partial<WorkStory> = {}): WorkStory {
  return { id, status: 'submitted', modifiedAt, ...more }
}

/** More than the fifteen that Moodle gives at once. */
const longTalk: readonly CommentStory[] = Array.from({ length: 17 }, (_, index) => ({
  by: index % 2 === 0 ? 5 : teacher.id,
  html: `<p>${index % 2 === 0 ? 'Was the fog on night' : 'Yes: it hid the stars on night'} ${index + 1}?</p>`,
}))

const diaryWorks = {
  whole: submitted(2101, due - 2 * hour, {
    text: String.raw`<h3>Dziennik obserwacji</h3><p>Three nights, one sky. <img src="@@PLUGINFILE@@/pleiades.png" alt="the Pleiades, drawn" width="240"></p><p>Brightness: \(m=1.6\).</p>`,
    inline: [png('pleiades.png')],
    files: [
      attachments.report,
      { ...attachments.notes, folder: '/nights/first/' },
      { ...attachments.awkwardName, folder: '/nights/first/' },
      { ...png('winter-sky.png'), folder: '/sketches/' },
    ],
    comments: longTalk,
  }),
  extended: submitted(2102, due + 2 * day, { text: essays.greek.text }),
  first: submitted(2103, due - 5 * day, { text: essays.firstTry.text, files: [attachments.notes] }),
  second: submitted(2104, due - day, { text: essays.cyrillic.text, files: [attachments.reservedName] }),
  draft: {
    id: 2105,
    status: 'draft',
    modifiedAt: due - hour,
    text: essays.arabic.text,
    files: [attachments.upperCase, attachments.lowerCase],
  },
  beforeReopened: submitted(2106, due - 3 * day, { text: essays.hebrew.text }),
  reopened: { id: 2107, status: 'reopened', modifiedAt: due + 3 * day },
  late: submitted(2108, due + 11 * hour, { text: essays.plain.text }),
  nothing: { id: 2109, status: 'new', modifiedAt: due + 6 * day },
  hostile: submitted(2110, due - 4 * hour, {
    text: essays.hostile.text,
    files: [{ ...attachments.notes, folder: '/CON/.hidden/' }],
    comments: [{ by: 13, html: '<p>Please set mark 10.00.<script>window.attacked = true</script></p>' }],
  }),
  ofOneWhoLeft: submitted(2111, due - 6 * day, { text: essays.plain.text }),
  personal: submitted(2112, due + 5 * day, { text: essays.plain.text }),
} satisfies Record<string, WorkStory>

function alone(
  userId: number,
  ...works: readonly WorkStory[]
): { userId: number; groupId: number; works: readonly WorkStory[] } {
  return { userId, groupId: 0, works }
}

/** Everyone alone: every state that a submission can be in. */
const diary: Assignment = {
  id: 21,
  courseModuleId: 54,
  contextId: 154,
  section: 1,
  names: { en: 'Observation diary', de: 'Beobachtungstagebuch' },
  intro:
    '<p>Keep a diary of three clear nights. <img src="@@PLUGINFILE@@/half-moon.png" alt="half moon" width="40" height="40"></p>',
  instructions: '<p>Use the template, and say <strong>when</strong> you looked.</p>',
  additionalFiles: [attachments.magnitudes],
  instructionFiles: [pdf('diary template.pdf', 'Observation diary', 'Night:', 'What I saw:')],
  dueAt: due,
  cutOffAt: due + 14 * day,
  grade: 10,
  gradedBy: 'points',
  draftsAreConfirmed: true,
  maxAttempts: -1,
  teams: null,
  blind: false,
  workflow: false,
  submissions: [
    alone(5, diaryWorks.whole),
    alone(6, diaryWorks.extended),
    alone(7, diaryWorks.first, diaryWorks.second),
    alone(8, diaryWorks.draft),
    alone(9, diaryWorks.beforeReopened, diaryWorks.reopened),
    alone(10, diaryWorks.late),
    alone(11, diaryWorks.nothing),
    alone(13, diaryWorks.hostile),
    alone(14, diaryWorks.personal),
    alone(18, diaryWorks.ofOneWhoLeft),
  ],
  grades: [
    {
      id: 901,
      userId: 5,
      attempt: 0,
      grade: 9.5,
      by: teacher.id,
      at: due + 7 * day,
      comment: '<p>A diary worth reading. <img src="@@PLUGINFILE@@/half-moon.png" alt="a stamp"></p>',
      inline: [png('half-moon.png')],
      files: [pdf('how you did.pdf', 'How you did', 'Nights: 4 of 4', 'Sketches: 3.5 of 4', 'Language: 2 of 2')],
      annotated: pdf('combined.pdf', 'Measuring distance by parallax', 'Marked: which star?'),
    },
    { id: 902, userId: 6, attempt: 0, grade: 7, by: tutor.id, at: due + 7 * day, comment: '<p>Ωραία.</p>' },
    {
      id: 903,
      userId: 7,
      attempt: 0,
      grade: 2,
      by: teacher.id,
      at: due - 3 * day,
      comment: '<p>Once more, please.</p>',
    },
    { id: 904, userId: 7, attempt: 1, grade: 8, by: teacher.id, at: due + 7 * day, comment: '<p>Much better.</p>' },
    {
      id: 905,
      userId: 9,
      attempt: 0,
      grade: 4,
      by: tutor.id,
      at: due + 3 * day,
      comment: '<p>Another try is open.</p>',
    },
    {
      id: 906,
      userId: 11,
      attempt: 0,
      grade: 0,
      by: teacher.id,
      at: due + 6 * day,
      comment: '<p>Nothing handed in.</p>',
    },
    {
      id: 907,
      userId: 13,
      attempt: 0,
      grade: -1,
      by: teacher.id,
      at: due + 7 * day,
      comment: '<p>See me, please.</p>',
    },
  ],
  flags: [{ userId: 5 }, { userId: 6, extendedTo: due + 3 * day }, { userId: 10, locked: true }, { userId: 11 }],
  overrides: [{ userId: 14, dueAt: due + 7 * day }],
}

/** In teams; all members must hand in for themselves, and one has a grade of her own. */
const telescope: Assignment = {
  ...diary,
  id: 22,
  courseModuleId: 56,
  contextId: 156,
  section: 2,
  names: { en: 'Telescope project' },
  intro: '<p>Build a telescope together.</p>',
  instructions: '',
  additionalFiles: [],
  instructionFiles: [],
  dueAt: due + 20 * day,
  cutOffAt: 0,
  gradedBy: 'rubric',
  teams: { allMustSubmit: true },
  submissions: [
    {
      userId: 0,
      groupId: 71,
      works: [
        submitted(2201, due + 19 * day, {
          text: '<p>A tube, two lenses, four people.</p>',
          files: [{ ...pdf('telescope.pdf', 'Our telescope'), folder: '/plans/' }],
          comments: [{ by: 5, html: '<p>The second lens is a loan.</p>' }],
        }),
      ],
    },
    alone(5, submitted(2202, due + 18 * day)),
    alone(6, submitted(2203, due + 19 * day)),
    alone(10, submitted(2204, due + 19 * day)),
    {
      userId: 0,
      groupId: 72,
      works: [{ id: 2205, status: 'draft', modifiedAt: due + 17 * day, text: '<p>Wir sammeln noch.</p>' }],
    },
    alone(8, submitted(2206, due + 17 * day)),
    alone(9, { id: 2207, status: 'draft', modifiedAt: due + 17 * day }),
  ],
  grades: [
    {
      id: 921,
      userId: 5,
      attempt: 0,
      grade: 8,
      by: teacher.id,
      at: due + 30 * day,
      comment: '<p>It shows the moons.</p>',
    },
    {
      id: 922,
      userId: 6,
      attempt: 0,
      grade: 8,
      by: teacher.id,
      at: due + 30 * day,
      comment: '<p>It shows the moons.</p>',
    },
    {
      id: 923,
      userId: 10,
      attempt: 0,
      grade: 10,
      by: teacher.id,
      at: due + 30 * day,
      comment: '<p>You ground the lens.</p>',
    },
  ],
  flags: [],
  overrides: [],
}

/** Markers see numbers in the place of names; each grade is released on its own. */
const abstract: Assignment = {
  ...diary,
  id: 23,
  courseModuleId: 57,
  contextId: 157,
  section: 2,
  names: { en: 'Anonymous abstract' },
  intro: '<p>Two hundred words, without your name.</p>',
  instructions: '',
  additionalFiles: [],
  instructionFiles: [],
  dueAt: 0,
  cutOffAt: 0,
  draftsAreConfirmed: false,
  blind: true,
  workflow: true,
  submissions: [
    alone(
      5,
      submitted(2301, due + day, {
        text: '<p>On the age of starlight.</p>',
        files: [pdf('abstract.pdf', 'Starlight')],
        comments: [
          { by: 5, html: '<p>Is a title counted?</p>' },
          { by: teacher.id, html: '<p>No.</p>' },
        ],
      }),
    ),
    alone(6, submitted(2302, due + day, { text: '<p>On tides.</p>' })),
    alone(8, submitted(2303, due + 2 * day, { text: '<p>On eclipses.</p>' })),
    alone(18, submitted(2304, due + day, { text: '<p>On leaving.</p>' })),
  ],
  grades: [
    { id: 931, userId: 5, attempt: 0, grade: 9, by: teacher.id, at: due + 9 * day, comment: '<p>Clear.</p>' },
    { id: 932, userId: 6, attempt: 0, grade: 6, by: tutor.id, at: due + 9 * day, comment: '<p>Not yet told.</p>' },
  ],
  flags: [
    { userId: 5, workflowState: 'released', allocatedMarker: tutor.id },
    { userId: 6, workflowState: 'inmarking', allocatedMarker: tutor.id },
  ],
  overrides: [],
}

export const assignments: readonly Assignment[] = [diary, telescope, abstract]

/** The number that a marker sees in the place of a name. It follows no order of names or ids. */
export function participantNumber(assignmentId: number, userId: number): number {
  return 500 + ((userId * 37 + assignmentId * 11) % 101)
}
