import type { AppRouter } from '@muniment/server'
import type { $ZodType } from 'zod/v4/core'
import { isOptional, toComment, type TypeWriter } from './type-writer.ts'

/** What is needed of a procedure. */
export interface Procedure {
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly input: $ZodType | undefined
  /** Of a subscription: one event. */
  readonly output: $ZodType
  readonly description: string
  /** What the caller must be allowed to do. */
  readonly permission: string
}

/** The interface of all procedures, one for each noun, and the table by which calls are made. */
export function writeApi(router: AppRouter, types: TypeWriter): string {
  const procedures = readProcedures(router)
  const nouns = Map.groupBy(procedures, ([path]) => path.split('.', 1)[0] ?? path)
  const interfaces = [...nouns].map(([noun, ofNoun]) => {
    const methods = ofNoun.map(([path, procedure]) => writeMethod(path, procedure, types))
    return `export interface ${interfaceName(noun)} {\n${methods.join('\n')}}\n`
  })
  const members = [...nouns.keys()].map((noun) => `  readonly ${noun}: ${interfaceName(noun)}\n`).join('')
  const rows = procedures.map(([path, { type }]) => `  '${path}': '${type}',\n`).join('')
  return [
    ...interfaces,
    `/** All procedures of the router. */\nexport interface MunimentApi {\n${members}}\n`,
    `/** How each procedure is called. */\nexport const procedures = {\n${rows}} as const\n`,
  ].join('\n')
}

/** Methods whose input depends on the driver that it names, with the type of ../src that says how. */
const dependentInputs: Readonly<Record<string, string>> = { 'tasks.create': 'TypedTaskRequest' }

function writeMethod(path: string, { type, input, output, description }: Procedure, types: TypeWriter): string {
  const name = path.slice(path.indexOf('.') + 1)
  const dependent = dependentInputs[path]
  const inputType = input && types.write(input, '  ')
  const generic = dependent ? '<Driver extends string>' : ''
  const inputArgument = input
    ? [`input${isOptional(input) ? '?' : ''}: ${dependent ? `${dependent}<Driver>` : inputType}`]
    : []
  const isStream = type === 'subscription'
  const optionsType = isStream ? 'WatchOptions' : 'CallOptions'
  // A procedure without input still takes its options second, so that all methods are called alike.
  const parameters = [...(input ? inputArgument : ['input?: undefined']), `options?: ${optionsType}`].join(', ')
  const result = types.write(output, '  ')
  const returned = isStream ? `AsyncIterable<${result}>` : `Promise<${result}>`
  return `${toComment(description, '  ')}  ${name}${generic}(${parameters}): ${returned}\n`
}

/** All procedures by their paths. */
export function readProcedures(router: AppRouter): (readonly [string, Procedure])[] {
  // By their paths (`tasks.get`) when it runs, though tRPC's types nest them.
  const procedures: Readonly<Record<string, unknown>> = router._def.procedures
  return Object.entries(procedures).map(([path, procedure]) => [path, readProcedure(path, procedure)] as const)
}

/** The parts of a procedure's definition that tRPC keeps; its types show only what calls need. */
interface DefinedProcedure {
  readonly _def: {
    readonly type: Procedure['type']
    readonly inputs: readonly $ZodType[]
    readonly output?: $ZodType
    readonly meta?: { readonly description: string; readonly permission: string; readonly event?: $ZodType }
  }
}

function readProcedure(path: string, procedure: unknown): Procedure {
  const { type, inputs, output, meta } = (procedure as DefinedProcedure)._def
  if (inputs.length > 1) throw new Error(`${path} has more than one input schema.`)
  const told = type === 'subscription' ? meta?.event : output
  if (!told) throw new Error(`${path} has no schema of what it tells.`)
  if (!meta) throw new Error(`${path} has no description.`)
  const { description, permission } = meta
  return { type, input: inputs[0], output: told, description, permission }
}

const interfaceName = (noun: string): string => `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}Api`
