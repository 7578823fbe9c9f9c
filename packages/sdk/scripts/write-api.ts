import type { DescribedProcedure } from '@muniment/server'
import { isOptional, toComment, type TypeWriter } from './type-writer.ts'

/** The interface of all procedures, one for each noun, and the table by which calls are made. */
export function writeApi(procedures: readonly DescribedProcedure[], types: TypeWriter): string {
  const nouns = Map.groupBy(procedures, nounOf)
  const interfaces = [...nouns].map(([noun, ofNoun]) => {
    const methods = ofNoun.map((procedure) => writeMethod(procedure, types))
    return `export interface ${interfaceName(noun)} {\n${methods.join('\n')}}\n`
  })
  const members = [...nouns.keys()].map((noun) => `  readonly ${noun}: ${interfaceName(noun)}\n`).join('')
  const rows = procedures.map(({ path, type }) => `  '${path}': '${type}',\n`).join('')
  return [
    ...interfaces,
    `/** All procedures of the router. */\nexport interface MunimentApi {\n${members}}\n`,
    `/** How each procedure is called. */\nexport const procedures = {\n${rows}} as const\n`,
  ].join('\n')
}

/** Methods whose input depends on the driver that it names, with the type of ../src that says how. */
const dependentInputs: Readonly<Record<string, string>> = { 'tasks.create': 'TypedTaskRequest' }

function writeMethod({ path, type, input, output, description }: DescribedProcedure, types: TypeWriter): string {
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

/** `tasks` of `tasks.create`. */
export const nounOf = ({ path }: DescribedProcedure): string => path.split('.', 1)[0] ?? path

const interfaceName = (noun: string): string => `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}Api`
