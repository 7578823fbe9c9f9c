import { expect, test } from 'vitest'
import type { Assignment } from '../assignment-source.ts'
import { assignmentsAnswer, gradesAnswer, submissionRowsAnswer, userFlagsAnswer } from './answers/assignment-answers.ts'
import { toAssignment } from './assignment-mapping.ts'
import { makeRegister, type RegisterEntry } from './assignment-register.ts'
import { decideOnStatus } from './submission-status-rule.ts'

interface Story {
  /** Number of the latest attempt, from 0. */
  readonly attempt?: number
  readonly graded?: boolean
  readonly workflow?: boolean
  readonly workflowState?: string
  readonly inTeam?: boolean
  /** People hand in in teams, but this one belongs to none any more. */
  readonly hasLeftTeams?: boolean
}

test.each<readonly [string, Story, string]>([
  ['no submission, no grade', {}, 'nothing_to_read'],
  ['a grade without a submission', { graded: true }, 'would_write'],
  ['a first attempt, not graded', { attempt: 0 }, 'nothing_to_read'],
  ['a first attempt, graded', { attempt: 0, graded: true }, 'ask'],
  ['a second attempt, not graded', { attempt: 1 }, 'ask'],
  ['graded, in marking', { attempt: 0, graded: true, workflow: true, workflowState: 'inmarking' }, 'not_released'],
  ['graded, with no state yet', { attempt: 0, graded: true, workflow: true }, 'not_released'],
  ['graded, released', { attempt: 0, graded: true, workflow: true, workflowState: 'released' }, 'ask'],
  ['a second attempt, in marking', { attempt: 1, graded: true, workflow: true, workflowState: 'inmarking' }, 'ask'],
  ['a team, nothing handed in, graded', { inTeam: true, graded: true }, 'would_write'],
  ['a team, not graded', { inTeam: true, attempt: 0 }, 'nothing_to_read'],
  ['a row of one who has left the teams, graded', { hasLeftTeams: true, attempt: 0, graded: true }, 'would_write'],
  ['a team, graded', { inTeam: true, attempt: 0, graded: true }, 'ask'],
])('%s', (_name, story, expected) => {
  const { assignment, found } = tell(story)
  const [member] = found.members
  if (!member) throw new Error('There is one member.')
  expect(decideOnStatus(assignment, found, member)).toBe(expected)
})

function tell({ attempt, graded, workflow, workflowState, inTeam, hasLeftTeams }: Story): {
  assignment: Assignment
  found: RegisterEntry
} {
  const row = { id: 1, userid: inTeam ? 0 : 5, groupid: inTeam ? 71 : 0, attemptnumber: attempt, status: 'submitted' }
  const lists = (rows: object): object => ({ assignments: [{ assignmentid: 21, ...rows }], warnings: [] })
  const [record] = assignmentsAnswer
    .parse({
      courses: [
        {
          id: 7,
          assignments: [
            {
              id: 21,
              cmid: 54,
              course: 7,
              name: 'A',
              markingworkflow: workflow,
              teamsubmission: inTeam ?? hasLeftTeams,
            },
          ],
        },
      ],
    })
    .courses.flatMap(({ assignments }) => assignments)
  if (!record) throw new Error('There is one assignment.')
  const assignment = toAssignment(record)
  const [found] = makeRegister(
    assignment,
    {
      participants: hasLeftTeams
        ? []
        : [{ id: 5, fullname: 'Ana', recordid: -1, groupid: inTeam ? 71 : null, groupname: '' }],
      submissions: submissionRowsAnswer
        .parse(lists({ submissions: attempt === undefined ? [] : [row] }))
        .assignments.flatMap(({ submissions }) => submissions),
      grades: gradesAnswer
        .parse(lists({ grades: graded ? [{ id: 2, userid: 5, grade: '7.00000' }] : [] }))
        .assignments.flatMap(({ grades }) => grades),
      flags: userFlagsAnswer
        .parse(lists({ userflags: [{ userid: 5, workflowstate: workflowState ?? '' }] }))
        .assignments.flatMap(({ userflags }) => userflags),
    },
    {
      person: (userId) => ({ id: `user-${userId}`, shownName: 'Ana', participant: null, participantNumber: null }),
      marker: () => null,
      group: (id) => ({ id, name: 'Monday', idNumber: '' }),
    },
  )
  if (!found) throw new Error('There is one entry.')
  return { assignment, found }
}
