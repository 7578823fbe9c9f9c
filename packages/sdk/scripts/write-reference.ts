import type { DescribedProcedure } from '@muniment/server'
import { nounOf } from './write-api.ts'
import type { TypeWriter } from './type-writer.ts'
import type { DescribedDriver } from './write-settings.ts'
import { writeSettings } from './write-settings.ts'

export interface ReferenceRequest {
  readonly procedures: readonly DescribedProcedure[]
  readonly types: TypeWriter
  readonly drivers: readonly DescribedDriver[]
}

const introduction = `# Reference of \`@muniment/sdk\`

Written from the router by \`npx pnpm@12 generate\`; do not edit. How to begin is in the [README](README.md), programs to begin with are in [examples](examples/README.md).

Each method takes its input and then options: \`{ signal }\`, and for those that tell events also \`{ reconnectForMs }\`. It throws \`MunimentError\`. What a key must be allowed to do stands behind each name.
`

/** All methods, settings and types on one page, for reading. */
export function writeReference({ procedures, types, drivers }: ReferenceRequest): string {
  const nouns = Map.groupBy(procedures, nounOf)
  const contents = [...nouns].map(([noun, ofNoun]) => {
    const names = ofNoun.map(({ path }) => `[${path.slice(noun.length + 1)}](#${anchorOf(path)})`)
    return `| \`client.${noun}\` | ${names.join(', ')} |`
  })
  const methods = [...nouns].flatMap(([noun, ofNoun]) => [
    `## \`client.${noun}\`\n`,
    ...ofNoun.map((procedure) => describeMethod(procedure, types)),
  ])
  return [
    introduction,
    `| | |\n| --- | --- |\n${contents.join('\n')}\n`,
    ...methods,
    `## Settings\n\nOf the drivers that come with Muniment, by \`driverId\`.\n\n${asCode(writeSettings(drivers))}`,
    `## Types\n\n${types.declarations().map(asCode).join('\n')}`,
  ].join('\n')
}

function describeMethod(
  { path, type, input, output, description, permission }: DescribedProcedure,
  types: TypeWriter,
): string {
  const told = types.write(output)
  const result = type === 'subscription' ? `AsyncIterable<${told}>` : `Promise<${told}>`
  const signature = `client.${path}(${input ? `input: ${types.write(input)}` : ''}): ${result}`
  return `### ${path}\n\n${description} _(${permission})_\n\n${asCode(`${signature}\n`)}`
}

const asCode = (code: string): string => `\`\`\`ts\n${code}\`\`\`\n`

/** As GitHub makes it of a heading. */
const anchorOf = (path: string): string => path.toLowerCase().replaceAll('.', '')
