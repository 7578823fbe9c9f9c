import type { Assignment } from '../assignment-source.ts'
import type { RegisterEntry, RegisterMember } from './assignment-register.ts'

/**
 * Whether `mod_assign_get_submission_status` is asked for a person, and if not although there is something, why not.
 *
 * - `ask`: earlier attempts or feedback are to be read, which nothing else gives
 * - `nothing_to_read`: what there is stands in the lists and in `mod_assign_get_submissions`
 * - `not_released`: graded, but Moodle keeps the feedback back until the marking workflow releases it
 * - `would_write`: graded, but the person (or the team) has no submission
 */
export type StatusDecision = 'ask' | 'nothing_to_read' | 'not_released' | 'would_write'

/**
 * The rule. Moodle makes an empty submission for a person, or a team, that has none when the status is asked for, and
 * notes in its log that feedback was viewed. So the status is asked only
 *
 * 1. for someone whose submission, or whose team's, is already there, and
 * 2. if there were earlier attempts (the latest one is not the first), or
 * 3. if the latest attempt has a row of grades, whose feedback the site gives out: without a marking workflow, or
 *    released by it.
 *
 * Never in a listing, and never without a user id: that would mean the marker's own. Someone who belongs to no team where
 * people hand in in teams, such as after leaving the course, has no submission of a team, so it is not asked either.
 */
export function decideOnStatus(assignment: Assignment, { row }: RegisterEntry, member: RegisterMember): StatusDecision {
  const isGraded = member.gradeRow !== null
  const isThere = row !== null && (assignment.teams === null || row.userid === 0)
  if (!isThere) return isGraded ? 'would_write' : 'nothing_to_read'
  if (row.attemptnumber > 0) return 'ask'
  if (!isGraded) return 'nothing_to_read'
  return isReleased(assignment, member) ? 'ask' : 'not_released'
}

/** Whether Moodle gives out feedback for the latest attempt. */
export function isReleased(assignment: Assignment, member: RegisterMember): boolean {
  return !assignment.markingWorkflow || member.state.workflowState === 'released'
}
