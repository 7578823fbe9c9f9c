import { accessRoles, isOverAll, mayDo, type AccessRole } from '@muniment/core'
import { describedProcedures, type DescribedProcedure } from './described-procedures.ts'
import { markdownTable } from './markdown-table.ts'

type Access = Pick<DescribedProcedure, 'permission' | 'scope'>

/** Who may call each procedure, as the router says: the name of each with what it asks for. */
export function procedureAccess(): ReadonlyMap<string, Access> {
  const byName = describedProcedures().toSorted((one, other) => (one.path < other.path ? -1 : 1))
  return new Map(byName.map(({ path, permission, scope }) => [path, { permission, scope }]))
}

/** The table for the README: procedure × role, and whose data the role reaches by it. */
export function accessTable(): string {
  const rows = [...procedureAccess()].map(([name, access]) => [
    `\`${name}\``,
    `\`${access.permission}\``,
    ...accessRoles.map((role) => reachWord(role, access)),
  ])
  const header = ['procedure', 'permission', ...accessRoles]
  return markdownTable([header, ...rows])
}

function reachWord(role: AccessRole, { permission, scope }: Access): string {
  if (!mayDo(role, permission)) return ''
  if (scope === 'installation') return '✓'
  return scope === 'source' && isOverAll(role) ? 'all' : 'own'
}
