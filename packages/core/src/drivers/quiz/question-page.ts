import {
  childrenOf,
  classesOf,
  elementsIn,
  firstElement,
  firstOfClass,
  hasClass,
  isElement,
  moodleDialect,
  parseHtml,
  type HtmlElement,
  type HtmlNode,
  type HtmlParent,
  type ParsedHtml,
} from '../../documents/index.ts'
import { defaultTreeAdapter } from 'parse5'
import type { FileReference, ReviewedQuestion } from '../../sources/activity-source.ts'
import { commentFiles } from './comment-files.ts'
import { withoutPageScripts } from './page-scripts.ts'

/**
 * One question of a review, taken apart as Moodle's question renderers build it (`core_question_renderer::question`):
 * `div.que > div.content > div.formulation + div.outcome + div.comment + div.history`.
 */
export interface QuestionPage {
  readonly question: ReviewedQuestion
  /** Moodle's question behaviour, such as `interactive`; empty where the page does not tell. */
  readonly behaviour: string
  /** Everything that the site sent for the question, but the page's scripts at its end. */
  readonly root: HtmlParent
  /** Whether Moodle's structure was found. If not, `formulation` is all that there is. */
  readonly recognised: boolean
  /** Question, answer and fields. */
  readonly formulation: HtmlParent
  /** `.qtext`, the text of the question. */
  readonly text: HtmlElement | undefined
  /** `.ablock`, where the answer stands in most types. */
  readonly answer: HtmlElement | undefined
  /** `.im-controls`: what the behaviour asks beside the answer, such as how certain the student is. */
  readonly controls: readonly HtmlElement[]
  readonly specificFeedback: readonly HtmlNode[]
  readonly generalFeedback: readonly HtmlNode[]
  readonly rightAnswer: readonly HtmlNode[]
  /** What those who mark are told about an essay: nothing that students see. */
  readonly graderInfo: readonly HtmlNode[]
  readonly comment: readonly HtmlNode[]
  /** Files of the answer and of the comment. */
  readonly files: readonly FileReference[]
  readonly history: HtmlElement | undefined
  /** The page's scripts, as text: some hold data that is nowhere else. Never run. */
  readonly scripts: readonly string[]
  /** The structure was beyond all bounds and only its text is left. */
  readonly textOnly: boolean
}

/** Reads the structure of one question. Takes any HTML. */
export function readQuestionPage(question: ReviewedQuestion): QuestionPage {
  const { own, scripts } = withoutPageScripts(question.html)
  const { fragment, textOnly } = parsePage(own)
  const content = firstOfClass(fragment, 'content')
  const inContent = (name: string): HtmlElement | undefined =>
    content &&
    childrenOf(content)
      .filter(isElement)
      .find((child) => hasClass(child, name))
  const formulation = inContent('formulation') ?? firstOfClass(fragment, 'formulation')
  const history = inContent('history')
  const saidBelow = takeOut(formulation ?? fragment, saidBelowAnswer)
  const commentArea = inContent('comment') ?? emptyParent
  const graderInfo = [...takeOut(commentArea, graderInfoClass), ...takeOut(formulation ?? fragment, graderInfoClass)]
  const comment = childrenOf(commentArea).filter(isCommentText)
  return {
    question,
    behaviour: behaviourOf(fragment),
    root: fragment,
    recognised: formulation !== undefined,
    formulation: formulation ?? fragment,
    text: formulation && firstOfClass(formulation, 'qtext'),
    answer: formulation && firstOfClass(formulation, 'ablock'),
    ...feedbackOf(inContent('outcome'), saidBelow),
    controls: takeOut(formulation ?? fragment, ['im-controls']),
    graderInfo,
    comment,
    files: [...question.responseFiles, ...commentFiles(comment)],
    history: history && firstElement(history, (element) => element.tagName === 'table'),
    scripts: [...scriptsOf(fragment), ...scripts],
    textOnly,
  }
}

/** A page that is beyond all bounds is read without its scripts, so that its text is not buried in theirs. */
function parsePage(html: string): ParsedHtml {
  const prepared = moodleDialect.prepare(html)
  const page = parseHtml(prepared)
  if (!page.textOnly) return page
  const scripts = prepared.indexOf('<script')
  return scripts === -1 ? page : { ...parseHtml(prepared.slice(0, scripts)), textOnly: true }
}

const emptyParent = parseHtml('').fragment
const graderInfoClass = ['graderinfo']

/** The page is `div.que` with the classes type, behaviour, state, in this order (`core_question_renderer::question`). */
function behaviourOf(root: HtmlParent): string {
  const own = firstOfClass(root, 'que')
  const classes = own ? classesOf(own) : []
  return classes[classes.indexOf('que') + 2] ?? ''
}

/** What Moodle says to an answer right below it: that it is not complete, which markers are wrong. */
const saidBelowAnswer = ['validationerror', 'wrongparts']

/**
 * Takes what Moodle itself puts beside the answer out, to be shown elsewhere. Only children of `parent`: a class
 * name deeper within may be a student's.
 */
function takeOut(parent: HtmlParent, classes: readonly string[]): readonly HtmlElement[] {
  const found = childrenOf(parent)
    .filter(isElement)
    .filter((element) => classes.some((name) => hasClass(element, name)))
  for (const element of found) defaultTreeAdapter.detachNode(element)
  return found
}

/** Feedback that is neither for everybody nor the right answer is feedback to this answer: hints, counts of right parts. */
function feedbackOf(
  outcome: HtmlElement | undefined,
  saidBelow: readonly HtmlNode[],
): Pick<QuestionPage, 'specificFeedback' | 'generalFeedback' | 'rightAnswer'> {
  const nodes = outcome ? outcomeNodes(outcome) : []
  const ofClass = (node: HtmlNode, name: string): boolean => isElement(node) && hasClass(node, name)
  return {
    specificFeedback: [
      ...saidBelow,
      ...nodes.filter((node) => !ofClass(node, 'generalfeedback') && !ofClass(node, 'rightanswer')),
    ],
    generalFeedback: nodes.filter((node) => ofClass(node, 'generalfeedback')),
    rightAnswer: nodes.filter((node) => ofClass(node, 'rightanswer')),
  }
}

/** What the type says (`.feedback`), what the behaviour says (`.im-feedback`: tries, penalties), what a plugin adds. */
function outcomeNodes(outcome: HtmlElement): readonly HtmlNode[] {
  return childrenOf(outcome).flatMap((node) => {
    const isWrapper = isElement(node) && outcomeWrappers.some((name) => hasClass(node, name))
    return isWrapper ? childrenOf(node) : [node]
  })
}

const outcomeWrappers = ['feedback', 'im-feedback', 'extra-feedback']

/** Not the link to the marking form, and not the words `Comment:` before the comment, which the heading says already. */
function isCommentText(node: HtmlNode, index: number, nodes: readonly HtmlNode[]): boolean {
  if (isElement(node)) return !hasClass(node, 'commentlink')
  const next = nodes[index + 1]
  const isLabel = 'value' in node && /^\s*[^:：]{1,40}[:：]\s*$/u.test(node.value)
  return !(isLabel && next !== undefined && isElement(next))
}

/** Scripts of the page itself, which stand after the question; not what might stand within somebody's answer. */
function scriptsOf(root: HtmlParent): readonly string[] {
  return childrenOf(root)
    .filter(isElement)
    .filter((element) => element.tagName === 'script')
    .map((script) =>
      childrenOf(script)
        .map((node) => ('value' in node ? node.value : ''))
        .join(''),
    )
}

/** All elements below `root` of one tag. */
export function elementsOfTag(root: HtmlParent, tagName: string): readonly HtmlElement[] {
  return [...elementsIn(root, (element) => element.tagName === tagName)]
}
