import type { z } from 'zod'
import { appRouter } from '../router.ts'

/** What is known of a procedure when the router runs. */
export interface DescribedProcedure {
  /** `tasks.create` */
  readonly path: string
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly description: string
  readonly permission: string
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
    readonly meta?: { readonly description: string; readonly permission: string; readonly event?: z.ZodType }
  }
}

/** All procedures of the router. */
export function readProcedures(): readonly DescribedProcedure[] {
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures
  return Object.entries(procedures).map(([path, procedure]) => readProcedure(path, procedure))
}

function readProcedure(path: string, procedure: unknown): DescribedProcedure {
  const { type, inputs, output, meta } = (procedure as DefinedProcedure)._def
  const told = type === 'subscription' ? meta?.event : output
  if (!told || !meta) throw new Error(`${path} does not say what it does and answers.`)
  return { path, type, description: meta.description, permission: meta.permission, input: inputs[0], output: told }
}
