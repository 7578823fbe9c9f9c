import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCodes } from '@muniment/core'
import { describedProcedures } from '@muniment/server'
import { describedDrivers } from './described-drivers.ts'
import { TypeWriter } from './type-writer.ts'
import { writeApi } from './write-api.ts'
import { writeReference } from './write-reference.ts'
import { writeSettings } from './write-settings.ts'

const heading = '// Generated from the router of @muniment/server by scripts/generate.ts. Do not edit.\n\n'
const messagesFile = join(import.meta.dirname, '../../server/src/message-port/messages.ts')

/** Files that are generated, by their paths from `src/generated/`, with their text. */
export async function generateFiles(): Promise<Map<string, string>> {
  const procedures = describedProcedures()
  const types = new TypeWriter()
  const drivers = describedDrivers()
  const api = writeApi(procedures, types)
  const used = types
    .names()
    .filter((name) => mentions(api, name))
    .map((name) => `  ${name},\n`)
  const imports =
    `import type { CallOptions } from '../call-options.ts'\n` +
    `import type {\n${used.join('')}} from './types.ts'\n` +
    `import type { TypedTaskRequest } from '../typed-task-request.ts'\n` +
    `import type { WatchOptions } from '../watch-options.ts'\n\n`
  const codes = Object.keys(errorCodes).map((code) => `  '${code}',\n`)
  const reference = writeReference({ procedures, types, drivers })
  return new Map([
    ['../../REFERENCE.md', reference],
    ['types.ts', heading + types.declarations().join('\n')],
    ['settings.ts', heading + writeSettings(drivers)],
    ['api.ts', heading + imports + api],
    [
      'error-codes.ts',
      `${heading}/** Codes of errors that a server sends. */\nexport const errorCodes = [\n${codes.join('')}] as const\n`,
    ],
    ['port-messages.ts', heading + (await readFile(messagesFile, 'utf8'))],
  ])
}

const mentions = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`, 'u').test(text)
