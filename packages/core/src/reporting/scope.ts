import type { ScopeValue } from '../driver/settings-definition.ts'
import type { Participant } from '../sources/activity-source.ts'

/** Whether items of this person can be among those that a scope asks for: modes that pick `users` or `groups` are named so. */
export function mayConcern({ mode, ids = [] }: ScopeValue, { userId, groups }: Participant): boolean {
  if (mode === 'users') return ids.includes(userId)
  if (mode === 'groups') return groups.some((group) => ids.includes(group.id))
  return true
}
