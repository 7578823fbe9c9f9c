import type { ReportIdentity } from '../../reporting/index.ts'
import type { Group, Participant } from '../../sources/activity-source.ts'
import type {
  GradeGiven,
  Marker,
  PersonState,
  SubmissionComment,
  SubmissionEntry,
  SubmissionPerson,
  TeamEntry,
} from '../../sources/assignment-source.ts'
import type { SubmissionView } from './submission-view.ts'

/** People and teams of an assignment, as an archive names them: by name, or under pseudonyms. */
export interface PeopleShown {
  entry(entry: SubmissionEntry): SubmissionEntry
  state(state: PersonState): PersonState
  view(view: SubmissionView): SubmissionView
}

const asKnown: PeopleShown = { entry: (entry) => entry, state: (state) => state, view: (view) => view }

/** @param assignmentId numbers of hidden participants are those of an assignment */
export function peopleShown(identity: ReportIdentity, assignmentId: number): PeopleShown {
  const { pseudonymOf } = identity
  if (!pseudonymOf) return asKnown
  const person = (known: SubmissionPerson): SubmissionPerson => {
    const participant = known.participant && identity.participant(known.participant)
    const shownName = participant?.fullName ?? pseudonymOf(`${known.id} of assignment ${assignmentId}`)
    return { id: shownName, shownName, participant, participantNumber: null }
  }
  const marker = (known: Marker): Marker => ({
    userId: 0,
    fullName: identity.participant(asParticipant(known)).fullName,
  })
  const grade = (given: GradeGiven): GradeGiven => ({ ...given, marker: given.marker && marker(given.marker) })
  const group = ({ id }: Group): Group => ({ id: 0, name: identity.id('group', id), idNumber: '' })
  const state = <State extends PersonState | Extract<SubmissionEntry, { kind: 'person' }>>(known: State): State => ({
    ...known,
    person: person(known.person),
    grade: known.grade && grade(known.grade),
    allocatedMarker: known.allocatedMarker && marker(known.allocatedMarker),
  })
  const team = (known: TeamEntry): TeamEntry => {
    const shown = known.group && group(known.group)
    return { ...known, id: `team-${shown?.name ?? 0}`, group: shown, members: known.members.map(state) }
  }
  const comment = (known: SubmissionComment): SubmissionComment => {
    const { authorUserId, authorName } = known
    const name = pseudonymOf(authorUserId === null ? `name ${authorName}` : `user ${authorUserId}`)
    return { ...known, authorUserId: null, authorName: authorName === '' ? '' : name }
  }
  return {
    entry(known) {
      if (known.kind === 'team') return team(known)
      const shown = state(known)
      return { ...shown, id: `person-${shown.person.id}` }
    },
    state,
    view: (known) => ({
      ...known,
      state: known.state && state(known.state),
      team: known.team && team(known.team),
      grade: known.grade && grade(known.grade),
      attempt: known.attempt && { ...known.attempt, comments: known.attempt.comments.map(comment) },
    }),
  }
}

/** Everyone whose name may stand in a report, as the site knows them. */
export function peopleIn({ state, team, grade, attempt }: SubmissionView): readonly Participant[] {
  const states = [...(state ? [state] : []), ...(team?.members ?? [])]
  const markers = [grade?.marker, ...states.flatMap((known) => [known.grade?.marker, known.allocatedMarker])]
  const authors = (attempt?.comments ?? []).flatMap(({ authorUserId, authorName }) =>
    authorUserId === null ? [] : [{ userId: authorUserId, fullName: authorName }],
  )
  return [
    ...states.flatMap(({ person }) => person.participant ?? []),
    ...[...markers, ...authors].flatMap((marker) => (marker ? [asParticipant(marker)] : [])),
  ]
}

function asParticipant({ userId, fullName }: Marker): Participant {
  const unknown = { userName: '', firstName: '', lastName: '', idNumber: '', email: '', groups: [], enrolled: true }
  return { ...unknown, userId, fullName }
}
