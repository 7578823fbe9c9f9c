import { z } from 'zod'
import { listRecordedAnswers, readRecordedAnswer } from '../support/shared-recordings.ts'

/** What the recordings say of an assignment; read from Moodle's answers by plain means, by no code of ours. */
export interface RecordedAssignment {
  /** Paths of all files that were handed in or given back, as often as they occur. */
  readonly files: readonly string[]
  readonly grades: readonly RecordedGrade[]
  readonly texts: readonly string[]
  readonly participants: number
}

export interface RecordedGrade {
  readonly userId: number
  /** From 1. */
  readonly attempt: number
  readonly grade: number
  readonly feedback: readonly string[]
}

const plugin = z.object({
  fileareas: z.array(z.object({ files: z.array(z.object({ fileurl: z.string() })).default([]) })).default([]),
  editorfields: z.array(z.object({ text: z.string() })).default([]),
})
const plugins = z.array(plugin).default([])
const submission = z.object({ userid: z.number(), plugins })
const grade = z.object({ userid: z.number(), attemptnumber: z.number(), grade: z.coerce.number() })
const status = z.object({
  body: z.object({
    feedback: z.object({ grade: grade.optional(), plugins }).optional(),
    previousattempts: z
      .array(z.object({ submission: submission.optional(), grade: grade.optional(), feedbackplugins: plugins }))
      .default([]),
  }),
})
const submissions = z.object({
  body: z.object({ assignments: z.array(z.object({ assignmentid: z.number(), submissions: z.array(submission) })) }),
})
type Plugins = z.output<typeof plugins>

/** @param states whose feedback and earlier attempts are given: all that were recorded, unless told otherwise */
export async function readRecordedAssignment(
  assignmentId: number,
  states: (userId: number) => boolean = () => true,
): Promise<RecordedAssignment> {
  const listName = (await listRecordedAnswers('mod_assign_get_submissions')).find((name) =>
    name.startsWith(`assignmentids-0-=${assignmentId}-`),
  )
  const list = submissions.parse(await readRecordedAnswer('mod_assign_get_submissions', listName ?? ''))
  const rows = list.body.assignments.flatMap((assignment) => assignment.submissions)
  const kept: Plugins[] = rows.map((row) => row.plugins)
  const grades: RecordedGrade[] = []
  for (const name of await listRecordedAnswers('mod_assign_get_submission_status')) {
    const [, ofAssignment, ofUser] = /^assignid=(\d+)_userid=(\d+)_groupid=0$/u.exec(name) ?? []
    if (Number(ofAssignment) !== assignmentId || !states(Number(ofUser))) continue
    const { body } = status.parse(await readRecordedAnswer('mod_assign_get_submission_status', name))
    const given = [
      { grade: body.feedback?.grade, plugins: body.feedback?.plugins ?? [], submission: undefined },
      ...body.previousattempts.map(({ feedbackplugins, ...earlier }) => ({ ...earlier, plugins: feedbackplugins })),
    ]
    for (const one of given) {
      kept.push(one.plugins, one.submission?.plugins ?? [])
      if (!one.grade) continue
      const { userid, attemptnumber, grade: points } = one.grade
      grades.push({ userId: userid, attempt: attemptnumber + 1, grade: points, feedback: textsOf(one.plugins) })
    }
  }
  return {
    files: kept.flatMap(filesOf),
    grades,
    texts: kept.flatMap(textsOf),
    participants: await countParticipants(assignmentId),
  }
}

function filesOf(all: Plugins): readonly string[] {
  return all.flatMap(({ fileareas }) =>
    fileareas.flatMap(({ files }) => files.map(({ fileurl }) => decodeURIComponent(new URL(fileurl).pathname))),
  )
}

function textsOf(all: Plugins): readonly string[] {
  return all.flatMap(({ editorfields }) => editorfields.map(({ text }) => text)).filter((text) => text !== '')
}

async function countParticipants(assignmentId: number): Promise<number> {
  const answer = await readRecordedAnswer('mod_assign_list_participants', `assignid=${assignmentId}_groupid=0_filter=`)
  return z.object({ body: z.array(z.unknown()) }).parse(answer).body.length
}

/** Words of a text as a reader sees them. */
export function wordsOfHtml(html: string): readonly string[] {
  const text = html
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
  return text.split(/\s+/u).filter((word) => word !== '')
}
