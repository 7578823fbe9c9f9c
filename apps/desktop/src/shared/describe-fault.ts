import type { Fault } from './engine-messages.ts'

const mostFrames = 30

/**
 * What a report of a crash says of an error: what kind it is and where it came from. Not its sentence, which may quote
 * what was read; nor folders, which may be called after somebody.
 */
export function describeFault(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] }
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line))
  return { name: error.name.slice(0, 100), frames: lines.slice(0, mostFrames).map(withoutFolders) }
}

/** `at run (file:///home/anna/app/main.js:3:14)` becomes `at run (main.js:3:14)`. */
function withoutFolders(frame: string): string {
  return frame
    .trim()
    .replaceAll(/[^\s()]*[/\\]/gu, '')
    .slice(0, 200)
}
