import type { z } from 'zod'
import { appRouter } from './router.ts'
import type { ProcedureMeta } from './trpc.ts'

/** What is known of a procedure when the router runs: documents, tables and the SDK are written from it. */
export interface DescribedProcedure extends Pick<ProcedureMeta, 'description' | 'permission' | 'scope'> {
  /** `tasks.create` */
  readonly path: string
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly input: z.ZodType | undefined
  /** What it answers; of a subscription, one event. */
  readonly output: z.ZodType
}

/** The parts of a procedure's definition that tRPC keeps; its types show only what calls need. */
interface DefinedProcedure {
  readonly _def: {
    readonly type: DescribedProcedure['type']
    readonly inputs: readonly z.ZodType[]
    readonly output?: z.ZodType
    readonly meta?: ProcedureMeta
  }
}

/**
 * All procedures, in the order of the router.
 *
 * @throws Error if one does not say what it does, takes and answers
 */
export function describedProcedures(): readonly DescribedProcedure[] {
  // By their paths (`tasks.get`) when it runs, though tRPC's types nest them.
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures
  return Object.entries(procedures).map(([path, procedure]) => describe(path, procedure))
}

function describe(path: string, procedure: unknown): DescribedProcedure {
  const { type, inputs, output, meta } = (procedure as DefinedProcedure)._def
  if (inputs.length > 1) throw new Error(`${path} has more than one input schema.`)
  if (!meta) throw new Error(`${path} has no description.`)
  const { description, permission, scope, event } = meta
  const told = type === 'subscription' ? event : output
  if (!told) throw new Error(`${path} has no schema of what it tells.`)
  return { path, type, description, permission, scope, input: inputs[0], output: told }
}
