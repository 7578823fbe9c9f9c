/** Text in the HTML that an author or a student typed. Files are named as `@@PLUGINFILE@@/name`, formulas as `\(…\)` or `$$…$$`. */
export type Html = string

interface AnyQuestion {
  readonly id: number
  /** Short name by which attempts refer to the question. */
  readonly name: string
  readonly text: Html
  readonly generalFeedback: Html
  readonly maxMark: number
}

export interface DescriptionQuestion extends AnyQuestion {
  readonly type: 'description'
}

export interface Choice {
  readonly html: Html
  readonly right: boolean
  readonly feedback?: Html
}

export interface MultichoiceQuestion extends AnyQuestion {
  readonly type: 'multichoice'
  readonly several: boolean
  readonly choices: readonly Choice[]
}

export interface TrueFalseQuestion extends AnyQuestion {
  readonly type: 'truefalse'
  readonly right: boolean
  readonly feedbackTrue: Html
  readonly feedbackFalse: Html
}

export interface ShortAnswerQuestion extends AnyQuestion {
  readonly type: 'shortanswer'
  /** The first is shown as the right answer; case does not matter. */
  readonly accepted: readonly string[]
  readonly feedback: Html
}

export interface NumericalQuestion extends AnyQuestion {
  readonly type: 'numerical'
  readonly value: number
  readonly tolerance: number
  readonly unit: string
  readonly feedback: Html
}

export interface EssayQuestion extends AnyQuestion {
  readonly type: 'essay'
  readonly format: 'editor' | 'editorfilepicker' | 'monospaced'
  /** Most files that may be attached. */
  readonly attachments: number
}

export interface MatchQuestion extends AnyQuestion {
  readonly type: 'match'
  readonly pairs: readonly { readonly stem: Html; readonly match: string }[]
  readonly distractors: readonly string[]
}

export type ClozePart =
  | { readonly kind: 'text'; readonly right: string; readonly feedback: string }
  | { readonly kind: 'menu' | 'radio'; readonly options: readonly string[]; readonly right: number }
  | { readonly kind: 'checkboxes'; readonly options: readonly string[]; readonly right: readonly number[] }

/** Cloze: `{1}`, `{2}` … in the text are its parts, one mark each. */
export interface ClozeQuestion extends AnyQuestion {
  readonly type: 'multianswer'
  readonly parts: readonly ClozePart[]
}

/** Words for gaps: `[[1]]` in the text is the gap whose right word is the first of `words`. */
export interface GapWordsQuestion extends AnyQuestion {
  readonly type: 'ddwtos' | 'gapselect'
  readonly words: readonly { readonly html: Html; readonly group: number }[]
}

export interface DragOntoImageQuestion extends AnyQuestion {
  readonly type: 'ddimageortext'
  readonly background: string
  readonly items: readonly { readonly text: string; readonly picture?: string }[]
  /** Places in pixels of the background picture; `right` is an index into `items`. */
  readonly drops: readonly { readonly label: string; readonly x: number; readonly y: number; readonly right: number }[]
}

export interface OrderingQuestion extends AnyQuestion {
  readonly type: 'ordering'
  /** In the right order. */
  readonly items: readonly Html[]
}

export type Question =
  | DescriptionQuestion
  | MultichoiceQuestion
  | TrueFalseQuestion
  | ShortAnswerQuestion
  | NumericalQuestion
  | EssayQuestion
  | MatchQuestion
  | ClozeQuestion
  | GapWordsQuestion
  | DragOntoImageQuestion
  | OrderingQuestion

/** A file that a student handed in, or put into the text of an answer. */
export interface StudentFile {
  readonly name: string
  readonly mimetype: string
  readonly bytes: Buffer
}

export interface EssayResponse {
  readonly type: 'essay'
  /** HTML for the editor, plain text for a monospaced answer. */
  readonly text: string
  readonly inline?: readonly StudentFile[]
  readonly attachments?: readonly StudentFile[]
}

/** What a student answered, in terms of the question: indexes into its lists; `null` is a place left empty. */
export type Response =
  | { readonly type: 'multichoice'; readonly chosen: readonly number[] }
  | { readonly type: 'truefalse'; readonly value: boolean }
  | { readonly type: 'shortanswer'; readonly text: string }
  | { readonly type: 'numerical'; readonly text: string }
  | EssayResponse
  | { readonly type: 'match'; readonly matches: readonly (number | null)[] }
  | { readonly type: 'multianswer'; readonly parts: readonly (string | number | readonly number[] | null)[] }
  | { readonly type: 'gaps'; readonly words: readonly (number | null)[] }
  | { readonly type: 'ddimageortext'; readonly items: readonly (number | null)[] }
  | { readonly type: 'ordering'; readonly order: readonly number[] }

export type ResponseType = Response['type']
export type ResponseOf<Type extends ResponseType> = Extract<Response, { type: Type }>

/** The response if it is of that type. */
export function responseOf<Type extends ResponseType>(
  response: Response | undefined,
  type: Type,
): ResponseOf<Type> | undefined {
  return response?.type === type ? (response as ResponseOf<Type>) : undefined
}
