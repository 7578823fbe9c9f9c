import { attributeOf, elementsIn, isElement, lineOf, replaceTexts, type HtmlNode } from '../../documents/index.ts'
import type { Participant } from '../../sources/activity-source.ts'
import { nameReplacer, type PseudonymOf } from '../../reporting/pseudonyms.ts'
import { replaceInRemarks } from '../../reporting/remarks.ts'
import type { AttemptContent } from './attempt-content.ts'
import { isActor } from './history-rows.ts'
import type { QuestionPage } from './question-page.ts'

/** Whose names are replaced, and by what. */
export interface Anonymisation {
  /** The person as the site knows them. */
  readonly participant: Participant
  readonly pseudonymOf: PseudonymOf
  /** Former and new names of files. */
  readonly renamedFiles: ReadonlyMap<string, string>
  readonly siteUrl: string
}

/**
 * The same content with the names of the student, of those who marked and of files replaced, and without links to the
 * site, which lead to people by their ids.
 */
export function anonymiseContent(
  content: AttemptContent,
  pages: readonly QuestionPage[],
  { participant, pseudonymOf, renamedFiles, siteUrl }: Anonymisation,
): AttemptContent {
  const known = new Map([...renamedFiles, ...actorsIn(pages, pseudonymOf)])
  const replace = nameReplacer([{ participant, pseudonym: pseudonymOf(`user ${participant.userId}`) }], known)
  const keepsLink = (address: string): boolean => !address.startsWith(siteUrl) && !address.startsWith('mailto:')
  return {
    facts: replaceTexts(content.facts, replace, keepsLink),
    sections: content.sections.map((recorded) => ({
      ...recorded,
      section: replaceTexts(recorded.section, replace, keepsLink),
    })),
    remarks: replaceInRemarks(content.remarks, replace),
    replace,
  }
}

/** Who did something, by their links to a profile: their names, and pseudonyms for them. */
function actorsIn(pages: readonly QuestionPage[], pseudonymOf: PseudonymOf): ReadonlyMap<string, string> {
  const nodes: readonly HtmlNode[] = pages.flatMap(({ history, comment }) => [
    ...(history ? [history] : []),
    ...comment,
  ])
  const links = nodes.filter(isElement).flatMap((node) => [...elementsIn(node, isActor)])
  return new Map(
    links.flatMap((link) => {
      const userId = /\/user\/(?:view|profile)\.php\?(?:[^#]*&)?id=(\d+)/.exec(attributeOf(link, 'href') ?? '')?.[1]
      const name = lineOf(link)
      return userId === undefined || name === '' ? [] : [[name, pseudonymOf(`user ${userId}`)] as const]
    }),
  )
}
