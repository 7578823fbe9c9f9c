import { gapsOf, gradeResponse, matchesOf } from '../../sample-course/grading.ts'
import type {
  DragOntoImageQuestion,
  GapWordsQuestion,
  MatchQuestion,
  OrderingQuestion,
} from '../../sample-course/question-types.ts'
import { responseOf } from '../../sample-course/question-types.ts'
import { createHash } from 'node:crypto'
import { questionText } from './choices.ts'
import type { RenderedBody, Slot } from './slot.ts'
import { combinedFeedback, elementId, fieldPrefix, moduleCall, questionFile } from './slot.ts'
import { htmlToText, markIcon, shuffled } from './text.ts'

function partsCorrect(share: number | undefined, count: number): { partsCorrect?: string } {
  if (share === undefined || share === 0 || share === 1) return {}
  return { partsCorrect: `You have correctly selected ${Math.round(share * count)}.` }
}

function verdictOf(isRight: boolean): 'correct' | 'incorrect' {
  return isRight ? 'correct' : 'incorrect'
}

export function renderMatch(question: MatchQuestion, slot: Slot): RenderedBody {
  const given = responseOf(slot.response, 'match')?.matches
  const prefix = fieldPrefix(slot)
  const stems = shuffled([...question.pairs.keys()], slot.usageId + slot.slot)
  const matches = shuffled([...matchesOf(question).entries()], slot.usageId * 7 + slot.slot)
  const rows = stems.map((stem, position) => {
    const chosen = given?.[stem] ?? null
    const judged = slot.finished && chosen !== null
    const verdict = verdictOf(chosen === stem)
    const options = matches.map(
      ([index, text], place) =>
        `<option${index === chosen ? ' selected="selected"' : ''} value="${place + 1}">${text}</option>`,
    )
    const describedBy = `${position === 0 ? `${prefix}qtext ` : ''}${prefix}sub${position}_itemtext`
    return `<tr class="r${position % 2}" role="presentation"><td class="text" id="${prefix}sub${position}_itemtext" role="presentation">${question.pairs[stem]?.stem}</td><td class="control${judged ? ` ${verdict}` : ''}" role="presentation"><label class="accesshide" for="menu${prefix}sub${position}">Answer ${position + 1} ${slot.label}</label><select disabled="disabled" class="select custom-select custom-select ms-1" aria-describedby="${describedBy}" id="menu${prefix}sub${position}" name="${prefix}sub${position}"><option value="0">Choose...</option>${options.join('')}</select>${judged ? ` ${markIcon(verdict)}` : ''}</td></tr>`
  })
  const share = gradeResponse(question, slot.response)
  const plainStem = (stem: number): string => (question.pairs[stem]?.stem ?? '').replaceAll(/<\/?p>/g, '')
  return {
    formulation: `<div class="qtext" id="${prefix}qtext">${questionText(slot)}</div><div class="ablock"><table class="answer" role="presentation"><tbody role="presentation">${rows.join('')}</tbody></table></div>`,
    specificFeedback: combinedFeedback(share),
    ...partsCorrect(share, question.pairs.length),
    rightAnswer: `The correct answer is: ${stems.map((stem) => `${plainStem(stem)} &#x2192; ${question.pairs[stem]?.match}`).join(', ')}`,
    summary: stems
      .filter((stem) => given?.[stem] !== undefined)
      .map((stem) => `${plainStem(stem)}\n -&gt; ${matchesOf(question)[given?.[stem] ?? -1] ?? ''}`)
      .join('; '),
    settings: { shufflestems: '1' },
  }
}

interface GroupedWord {
  readonly index: number
  readonly html: string
}

/** Each group's words in the order of this attempt. */
function wordGroups(question: GapWordsQuestion, slot: Slot): Map<number, GroupedWord[]> {
  const groups = Map.groupBy(question.words.entries(), ([, word]) => word.group)
  return new Map(
    [...groups].map(([group, words]) => [
      group,
      shuffled(
        words.map(([index, word]) => ({ index, html: word.html })),
        slot.usageId * 13 + slot.slot + group,
      ),
    ]),
  )
}

interface Gap {
  readonly place: number
  readonly group: number
  readonly chosen: number | null
  readonly isRight: boolean
}

function gapsOfSlot(question: GapWordsQuestion, slot: Slot): Gap[] {
  const given = responseOf(slot.response, 'gaps')?.words
  return gapsOf(question).map((right, index) => ({
    place: index + 1,
    group: question.words[right]?.group ?? 1,
    chosen: given?.[index] ?? null,
    isRight: given?.[index] === right,
  }))
}

function gapWordsBody(question: GapWordsQuestion, slot: Slot, gaps: readonly Gap[]): Omit<RenderedBody, 'formulation'> {
  const share = gradeResponse(question, slot.response)
  const wordAt = (index: number | null): string => (index === null ? '' : htmlToText(question.words[index]?.html ?? ''))
  return {
    specificFeedback: combinedFeedback(share),
    ...partsCorrect(share, gaps.length),
    rightAnswer: `The correct answer is: ${question.text.replaceAll(/\[\[(\d+)\]\]/g, (_, number: string) => `[${question.words[Number(number) - 1]?.html}]`)}`,
    summary: gaps.map((gap) => `{${wordAt(gap.chosen)}}`).join(' '),
    settings: { shufflechoices: '1' },
    incomplete: gaps.some((gap) => gap.chosen === null) ? 'Please put an answer in each box.' : undefined,
  }
}

/** The question's text with each gap replaced. */
function fillGaps(question: GapWordsQuestion, gaps: readonly Gap[], render: (gap: Gap) => string): string {
  let index = 0
  return question.text.replaceAll(/\[\[\d+\]\]/g, () => {
    const gap = gaps[index++]
    return gap ? render(gap) : ''
  })
}

export function renderDragWords(question: GapWordsQuestion, slot: Slot): RenderedBody {
  const gaps = gapsOfSlot(question, slot)
  const groups = wordGroups(question, slot)
  const shown = slot.finished && slot.response !== undefined
  const text = fillGaps(
    question,
    gaps,
    (gap) =>
      `<span class="place${gap.place} drop active group${gap.group} readonly">&#160;<span class="accesshide">Blank ${gap.place} ${slot.label}</span></span> ${shown ? markIcon(verdictOf(gap.isRight)) : ''}`,
  )
  const homes = [...groups].map(
    ([group, words]) =>
      `<div class="user-select-none draggrouphomes${group}">${words.map((word, place) => `<span class="draghome user-select-none choice${place + 1} group${group}">${word.html}</span> `).join('')}</div>`,
  )
  const inputs = gaps.map((gap) => {
    const place = (groups.get(gap.group) ?? []).findIndex((word) => word.index === gap.chosen) + 1
    return `<input type="hidden" id="q${slot.usageId}_${slot.slot}_p${gap.place}" class="placeinput place${gap.place} group${gap.group}" name="${fieldPrefix(slot)}p${gap.place}" value="${place}" />`
  })
  return {
    ...gapWordsBody(question, slot, gaps),
    formulation: `<div class="qtext">${text}</div><div class="answercontainer readonly">${homes.join('')}</div>${inputs.join('')}`,
    scripts: [moduleCall('qtype_ddwtos/ddwtos', `init("${elementId(slot)}", true)`)],
  }
}

export function renderGapSelect(question: GapWordsQuestion, slot: Slot): RenderedBody {
  const gaps = gapsOfSlot(question, slot)
  const groups = wordGroups(question, slot)
  const text = fillGaps(question, gaps, (gap) => {
    const id = `q${slot.usageId}_${slot.slot}_p${gap.place}`
    const judged = slot.finished && gap.chosen !== null
    const verdict = verdictOf(gap.isRight)
    const options = (groups.get(gap.group) ?? []).map(
      (word, place) =>
        `<option${word.index === gap.chosen ? ' selected="selected"' : ''} value="${place + 1}">${word.html}</option>`,
    )
    return `<span class="control group${gap.group}"><label class="sr-only" for="${id}">Blank ${gap.place} ${slot.label}</label><select id="${id}" class="select custom-select custom-select place${gap.place}${judged ? ` ${verdict}` : ''}" disabled="disabled" name="${fieldPrefix(slot)}p${gap.place}"><option value="">&nbsp;</option>${options.join('')}</select>${judged ? ` ${markIcon(verdict)}` : ' '}</span>`
  })
  return { ...gapWordsBody(question, slot, gaps), formulation: `<div class="qtext">${text}</div>` }
}

export function renderDragOntoImage(question: DragOntoImageQuestion, slot: Slot): RenderedBody {
  const given = responseOf(slot.response, 'ddimageortext')?.items
  const items = shuffled([...question.items.entries()], slot.usageId * 17 + slot.slot)
  const homes = items.map(([index, item], place) => {
    const classes = `group1 draghome user-select-none choice${place + 1}`
    if (!item.picture) return `<div class="${classes}">${item.text}</div>`
    const address = questionFile(slot, 'qtype_ddimageortext/dragimage', question.id * 10 + index, item.picture)
    return `<img class="${classes}" src="${address}" alt="${item.text}" />`
  })
  const inputs = question.drops.map((_, index) => {
    const place = items.findIndex(([item]) => item === (given?.[index] ?? null)) + 1
    const value = given ? ` value="${place}"` : ''
    return `<input type="hidden" id="q${slot.usageId}_${slot.slot}_p${index + 1}" name="${fieldPrefix(slot)}p${index + 1}"${value} class="placeinput place${index + 1} group1" />\n`
  })
  const drops = question.drops.map((drop, index) => {
    const no = String(index + 1)
    return [
      no,
      {
        no,
        text: drop.label,
        group: '1',
        xy: [String(drop.x), String(drop.y)],
        fieldname: `${fieldPrefix(slot)}p${no}`,
      },
    ]
  })
  const background = questionFile(slot, 'qtype_ddimageortext/bgimage', question.id, question.background)
  const share = gradeResponse(question, slot.response)
  return {
    formulation: `<div class="qtext">${questionText(slot)}</div><div class="ddarea"><div class="droparea readonly"><img class="dropbackground img-fluid w-100" src="${background}" alt="Background image for dragging markers onto" /><div class="dropzones"></div></div><div class="draghomes readonly"><div class="dragitemgroup1">${homes.join('')}</div></div>${inputs.join('')}</div>`,
    specificFeedback: combinedFeedback(share),
    ...partsCorrect(share, question.drops.length),
    scripts: [
      moduleCall(
        'qtype_ddimageortext/question',
        `init("${elementId(slot)}", true, ${JSON.stringify(Object.fromEntries(drops))})`,
      ),
    ],
    summary: question.drops
      .map((drop, index) => `${index + 1}. ${drop.label} -&gt; {${question.items[given?.[index] ?? -1]?.text ?? ''}}`)
      .join(' '),
    settings: { shufflechoices: '1' },
    incomplete: question.drops.some((_, index) => typeof given?.[index] !== 'number')
      ? 'Your answer is not complete; please drag an item to each drop region.'
      : undefined,
  }
}

/** Moodle names an item by a hash, so that the page does not tell the right order. */
function orderingItemId(question: OrderingQuestion, index: number): string {
  return `ordering_item_${createHash('md5').update(`${question.id} ${index}`).digest('hex')}`
}

function orderingItem(html: string, id: string, verdict: 'correct' | 'incorrect' | ''): string {
  return `
                        <li class="p-2  ${verdict}" id="${id}">
                            <div class="d-flex">
                                <div class="d-flex align-items-center flex-grow-1 px-2" id="${id}-text" data-itemcontent>
                                    ${verdict === '' ? '' : markIcon(verdict)}${html}
                                </div>
                            </div>
                        </li>`
}

function orderingFeedback(
  question: OrderingQuestion,
  order: readonly number[] | undefined,
  share: number | undefined,
): string {
  const count = question.items.length
  const scores = question.items.map(
    (_, index) => `
                <li class="vertical">
                    ${order?.[index] === index ? '1 / 1 = 100%' : '0 / 1 = 0%'}
                </li>`,
  )
  const rights = question.items.map(
    (item) => `
                        <li class="vertical">
                            ${item}
                        </li>`,
  )
  const details =
    share === 1
      ? ''
      : `
            <p class="gradingtype">
                Grading type: Absolute position
            </p>${
              share
                ? `
            <p class="gradedetails">
                Grade details:
                ${Math.round(share * count)} / ${count} = ${Math.round(share * 100)}%
            </p>`
                : ''
            }
        Here are the scores for each item in this response:
        <ol class="scoredetails">${scores.join('')}
        </ol>`
  const right =
    share === 1
      ? ''
      : `
                <p>The correct order for these items is as follows:</p>
                <ol class="correctorder vertical">${rights.join('')}
                </ol>`
  return `<div class="specificfeedback">
        ${combinedFeedback(share)}
    </div>
    ${details}
    <div class="generalfeedback">
        <div class="clearfix">${question.generalFeedback}</div>
    </div>
    <div class="rightanswer">
        ${right}
    </div>`
}

export function renderOrdering(question: OrderingQuestion, slot: Slot): RenderedBody {
  const given = responseOf(slot.response, 'ordering')?.order
  const order = given ?? shuffled([...question.items.keys()], slot.usageId + 3)
  const share = gradeResponse(question, slot.response)
  const items = order.map((item, position) =>
    orderingItem(
      question.items[item] ?? '',
      orderingItemId(question, item),
      slot.finished ? verdictOf(item === position) : '',
    ),
  )
  const sortable = `id_sortable_${question.id}`
  return {
    formulation: `<div class="qtext">
    ${questionText(slot)}
        <div class="ablock" id="id_ablock_${question.id}">
            <div class="answer ordering">
                <div aria-live="polite" class="sr-only" id="${sortable}-announcement"></div>
                <ul class="sortablelist vertical numberingabc ${slot.finished ? 'notactive' : 'active'}" id="${sortable}">${items.join('')}
                </ul>
            </div>
        </div>
        <input name="${fieldPrefix(slot)}response_${question.id}" id="id_q${slot.usageId}_${slot.slot}_response_${question.id}" type="hidden" value="${order.map((item) => orderingItemId(question, item)).join(',')}"/>
</div>`,
    ownFeedback: orderingFeedback(question, given, share),
    summary: order
      .map((item) => htmlToText(question.items[item] ?? ''))
      .map((text) => (text.length > 10 ? `${text.slice(0, 6)} ...` : text))
      .join('; '),
    settings: null,
  }
}
