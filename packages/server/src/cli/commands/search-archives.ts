import type { FoundArchive } from '@muniment/sdk'
import { printable } from '../describe-verification.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { formatBytes, formatDay } from '../quantities.ts'

const newest = 50

/** `muniment archives search <words>`: archives that have all words in what they are of, or of whom they hold something. */
export async function searchArchivesCommand(
  words: readonly string[],
  options: CommonOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const page = await opened.client.archives.search({ search: words.join(' '), limit: newest })
  if (terminal.json) {
    terminal.result({ archives: page.entries, notListed: page.notListed })
    return exitCodes.finished
  }
  for (const found of page.entries) for (const line of describeFound(found)) terminal.say(line)
  if (page.entries.length === 0) terminal.say('No archive has all of these words.')
  if (page.nextCursor !== undefined) terminal.say(`There are more than ${newest}. Add a word.`)
  if (page.notListed > 0) terminal.say(notYetRead(page.notListed))
  return exitCodes.finished
}

function describeFound({ archive, courseName, entries, entriesFound }: FoundArchive): readonly string[] {
  const { id, title, sealedAt, sizeBytes, lastVerdict } = archive
  const facts = [`sealed ${formatDay(sealedAt)}`, formatBytes(sizeBytes), lastVerdict ?? 'not verified yet', id]
  const people = entries.map(({ personName, title: entry, idNumber }) =>
    [personName ?? entry, ...(idNumber === null ? [] : [`(${idNumber})`])].join(' '),
  )
  const more = entriesFound > entries.length ? [`and ${entriesFound - entries.length} more`] : []
  return [
    printable(title),
    printable(`  ${courseName}; ${facts.join('; ')}`),
    ...(people.length > 0 ? [printable(`  ${[...people, ...more].join(', ')}`)] : []),
  ]
}

const notYetRead = (count: number): string =>
  `What is in ${count} ${count === 1 ? 'archive' : 'archives'} is not known yet: it is read while \`muniment serve\` or the app runs, unless it is damaged.`
