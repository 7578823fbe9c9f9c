import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { ReadStream } from 'node:tty'
import { ArchivingError } from '@muniment/core'

/** Asks for a secret. What is typed is not shown; piped input is read up to its first line break. */
export async function readSecretFrom(
  input: ReadStream | (NodeJS.ReadableStream & { readonly isTTY?: boolean }),
  screen: Writable,
  question: string,
): Promise<string> {
  const typed = input.isTTY === true
  if (typed) screen.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input, output: silent, terminal: typed })
  try {
    if (typed) return await reader.question('')
    for await (const line of reader) return line
    throw new ArchivingError(
      'input_invalid',
      'There was nothing to read the password from. Type it, pipe it in, or name a file.',
    )
  } finally {
    reader.close()
    if (typed) screen.write('\n')
  }
}
