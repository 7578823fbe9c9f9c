import type { Marker } from '../assignment-source.ts'
import type { Group, Participant } from '../source-records.ts'
import type { Say } from './sample-language.ts'

/** Groups of the sample course. */
export function sampleGroups(say: Say): readonly [Group, Group] {
  return [
    { id: 31, name: say('Monday group', 'Montagsgruppe'), idNumber: 'MO' },
    { id: 32, name: say('Thursday group', 'Donnerstagsgruppe'), idNumber: 'DO' },
  ]
}

/** Who is in the sample course. All are invented. */
export function samplePeople(say: Say): readonly Participant[] {
  const [monday, thursday] = sampleGroups(say)
  return [
    person(21, ['Amélie', 'Sample'], monday),
    person(22, ['Bartosz', 'Sample'], monday),
    person(23, ['Chiara', 'Sample'], thursday),
    person(24, ['Đuro', 'Sample'], thursday),
    person(25, ['Eun-ji', 'Sample'], thursday),
    person(26, ['Farid', 'Sample'], monday),
  ]
}

/** Who marked the work of the sample course. */
export const sampleMarker: Marker = { userId: 9, fullName: 'Dr. Grace Sample' }

function person(userId: number, [firstName, lastName]: readonly [string, string], group: Group): Participant {
  const userName = `sample${userId}`
  return {
    userId,
    userName,
    firstName,
    lastName,
    fullName: `${firstName} ${lastName}`,
    idNumber: `SAMPLE-${userId}`,
    email: `${userName}@example.org`,
    groups: [group],
    enrolled: true,
  }
}
