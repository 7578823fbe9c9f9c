import { accessRoles, mayDo, permissions, rolesOverAll, type AccessRole } from '@muniment/core'
import { z } from 'zod'
import { markdownTable } from './markdown-table.ts'
import { appRouter } from './router.ts'
import { procedureScopes, type ProcedureMeta } from './trpc.ts'

const described = z.object({ meta: z.object({ permission: z.enum(permissions), scope: z.enum(procedureScopes) }) })

type Access = Pick<ProcedureMeta, 'permission' | 'scope'>

/** Who may call each procedure, as the router says: the name of each with what it asks for. */
export function procedureAccess(): ReadonlyMap<string, Access> {
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures
  const names = Object.keys(procedures).toSorted()
  return new Map(names.map((name) => [name, accessOf(name, procedures[name])]))
}

function accessOf(name: string, procedure: unknown): Access {
  if (typeof procedure === 'function' && '_def' in procedure) return described.parse(procedure._def).meta
  throw new TypeError(`${name} is no procedure.`)
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
  return scope === 'source' && rolesOverAll.some((over) => over === role) ? 'all' : 'own'
}
