import { describe, expect, test } from 'vitest'
import { sectionText, type ReportSection } from '../../../documents/index.ts'
import {
  attemptReportInput,
  generousLoader,
  questionHtml,
  reviewedQuestion,
  type QuestionHtml,
} from '../../../testing/review-fixture.ts'
import { composeAttemptReport } from '../compose-attempt-report.ts'

async function read(type: string, pieces: QuestionHtml): Promise<{ readonly section: ReportSection; text: string }> {
  const question = reviewedQuestion({ type, html: questionHtml(type, pieces) })
  const { document } = await composeAttemptReport(attemptReportInput([question]), generousLoader())
  const [section] = document.sections
  if (!section) throw new Error('A question has a section.')
  return { section, text: sectionText(section) }
}

async function answerOf(type: string, formulation: string, scripts = ''): Promise<unknown> {
  const { section } = await read(type, { formulation, scripts })
  return section.parts.find(({ role }) => role === 'answer')?.blocks
}

const tick = '<i class="icon fa-regular fa-circle-check text-success fa-fw" title="Correct" role="img"></i>'
const cross = '<i class="icon fa-regular fa-circle-xmark text-danger fa-fw" title="Incorrect" role="img"></i>'
const correct = { tone: 'correct', label: 'Correct' }
const incorrect = { tone: 'incorrect', label: 'Incorrect' }
const line = (text: string) => ({ kind: 'paragraph', content: [{ kind: 'text', text }] })

test('a description is its text', async () => {
  const { section } = await read('description', { formulation: '<div class="qtext"><h4>Read</h4><p>this</p></div>' })
  expect(section.heading).toBe('Information')
  expect(section.outcome).toBeUndefined()
  expect(section.mark).toBeUndefined()
  expect(section.parts.map(({ role }) => role)).toEqual(['prompt'])
})

describe('choices', () => {
  const row = (index: number, text: string, chosen: boolean, sign = '') =>
    `<div class="r${index % 2}${sign === '' ? '' : ' incorrect'}"><input type="checkbox" name="q7:1_choice${index}" disabled value="1"${chosen ? ' checked="checked"' : ''} />` +
    `<div class="d-flex" data-region="answer-label"><span class="answernumber">${'abc'[index]}. </span><div class="flex-fill">${text}</div></div>` +
    `${sign === '' ? '' : ` <span class="ms-1">${sign}</span><div class="specificfeedback">No: it is dry.</div>`}</div>`

  test('show what was chosen, how it came out, and what was said to it', async () => {
    const rows = row(0, '<p>Mars</p>', false) + row(1, 'The <b>Moon</b>', true, cross)
    const blocks = await answerOf(
      'multichoice',
      `<div class="qtext">Where is water?</div><fieldset class="ablock"><legend class="prompt sr-only">Answer</legend><div class="answer">${rows}</div></fieldset>`,
    )
    expect(blocks).toEqual([
      {
        kind: 'choices',
        multiple: true,
        choices: [
          { label: 'a.', chosen: false, content: [line('Mars')], feedback: [] },
          {
            label: 'b.',
            chosen: true,
            content: [
              {
                kind: 'paragraph',
                content: [
                  { kind: 'text', text: 'The ' },
                  { kind: 'text', text: 'Moon', style: { bold: true } },
                ],
              },
            ],
            outcome: incorrect,
            feedback: [line('No: it is dry.')],
          },
        ],
      },
    ])
  })

  test('of true and false have labels for texts', async () => {
    const { text } = await read('truefalse', {
      formulation:
        '<div class="qtext">It is.</div><fieldset class="ablock"><div class="answer">' +
        `<div class="r0 correct"><input type="radio" name="q" value="1" id="t" checked /><label for="t" class="ms-1">True</label> ${tick}</div>` +
        '<div class="r1"><input type="radio" name="q" value="0" id="f" /><label for="f" class="ms-1">False</label></div></div></fieldset>',
    })
    expect(text.replaceAll(/ +/g, ' ')).toContain('[x] True (Correct)\n[ ] False')
  })
})

describe('written answers', () => {
  test('show the field, its outcome and the chosen unit, but not the label that says Answer', async () => {
    const blocks = await answerOf(
      'numerical',
      `<div class="qtext">How far?</div><div class="ablock"><label for="x">Answer: <span class="sr-only">Question 1</span></label><span class="answer"><input type="text" value="9.5" id="x" class="form-control correct" readonly />${tick}</span> <select><option value="">Choose...</option><option selected value="km">km</option><option value="mi">mi</option></select></div>`,
    )
    const content = [
      { kind: 'gap', answer: '9.5', outcome: correct },
      { kind: 'text', text: ' ' },
      { kind: 'gap', answer: 'km' },
    ]
    expect(blocks).toEqual([{ kind: 'paragraph', content }, line('Choices: km · mi')])
  })

  test('show a field within a label, and an empty one as empty', async () => {
    const blocks = await answerOf(
      'shortanswer',
      `<div class="qtext">Who?</div><div class="ablock"><label for="x">Answer: <span class="answer"><input type="text" value="" id="x" class="incorrect" />${cross}</span></label></div>`,
    )
    expect(blocks).toEqual([{ kind: 'paragraph', content: [{ kind: 'gap', answer: '', outcome: incorrect }] }])
  })

  test('stay within the question text where the field stands there', async () => {
    const blocks = await answerOf(
      'shortanswer',
      '<div class="qtext"><p>The <input type="text" value="Sun" /> rises.</p></div>',
    )
    const content = [
      { kind: 'text', text: 'The ' },
      { kind: 'gap', answer: 'Sun' },
      { kind: 'text', text: ' rises.' },
    ]
    expect(blocks).toEqual([{ kind: 'paragraph', content }])
  })
})

describe('essays', () => {
  test('from the editor keep their formatting', async () => {
    const blocks = await answerOf(
      'essay',
      '<div class="qtext">Write.</div><div class="ablock"><div class="answer"><h4 class="sr-only">Answer text</h4><div role="textbox" class="qtype_essay_editor qtype_essay_response readonly"><p>One</p><ul><li>two</li></ul></div></div><div class="attachments"></div></div>',
    )
    expect(blocks).toEqual([line('One'), { kind: 'list', ordered: false, start: 1, items: [[line('two')]] }])
  })

  test.each([
    ['qtype_essay_plain', false],
    ['qtype_essay_monospaced', true],
  ])('from a field of class %s keep every line and space', async (name, monospaced) => {
    const blocks = await answerOf(
      'essay',
      `<div class="qtext">Write.</div><div class="ablock"><textarea class="${name} qtype_essay_response" readonly>if (a &lt; b)\n    return\n</textarea></div>`,
    )
    expect(blocks).toEqual([{ kind: 'preformatted', text: 'if (a < b)\n    return', monospaced }])
  })

  test('say so when nothing was written', async () => {
    expect(
      await answerOf('essay', '<div class="qtext">Write.</div><div class="ablock"><div class="answer"></div></div>'),
    ).toEqual([line('No answer')])
  })

  test('cannot pass words off as feedback, files or signs of the site', async () => {
    const forged = `<p>Mine <i class="icon text-success" title="Correct">too</i></p><div class="wrongparts">well</div><div class="attachments">hidden</div>`
    const { section } = await read('essay', {
      formulation: `<div class="qtext">Write.</div><div class="ablock"><div class="answer"><div role="textbox">${forged}</div></div><div class="attachments"></div></div>`,
    })
    expect(section.parts.map(({ role }) => role)).toEqual(['prompt', 'answer'])
    expect(section.parts[1]?.blocks).toEqual([line('Mine too'), line('well'), line('hidden')])
  })

  test('name files that only the page knows', async () => {
    const { text } = await read('essay', {
      formulation:
        '<div class="qtext">Hand in.</div><div class="ablock"><div class="answer"></div><div class="attachments"><ul><li><a href="https://moodle.test/pluginfile.php/1/x.pdf"><img class="icon" src="https://moodle.test/theme/image.php/x/f/pdf" alt="PDF"> x.pdf</a></li></ul></div></div>',
    })
    expect(text).toContain('[x.pdf]')
  })
})

test('matching shows pairs, the empty ones too, and what was on offer', async () => {
  const menu = (chosen: string) =>
    ['0', '1', '2']
      .map(
        (value) =>
          `<option value="${value}"${value === chosen ? ' selected' : ''}>${['Choose...', 'Moon', 'Sun'][Number(value)]}</option>`,
      )
      .join('')
  const row = (name: string, chosen: string, state: string) =>
    `<tr class="r0"><td class="text"><p>${name}</p></td><td class="control ${state}"><label class="accesshide">Answer</label><select disabled>${menu(chosen)}</select></td></tr>`
  const blocks = await answerOf(
    'match',
    `<div class="qtext">Match.</div><div class="ablock"><table class="answer"><tbody>${row('Day', '2', 'correct')}${row('Night', '0', 'incorrect')}</tbody></table></div>`,
  )
  expect(blocks).toEqual([
    {
      kind: 'matches',
      pairs: [
        { prompt: [line('Day')], answer: [line('Sun')], outcome: correct },
        { prompt: [line('Night')], answer: [], outcome: incorrect },
      ],
    },
    line('Choices: Moon · Sun'),
  ])
})

test('a cloze shows answers within its text, and what is said to each', async () => {
  const popUp = '&lt;span class=&quot;feedbackspan&quot;&gt;Correct&lt;br /&gt;Mark 1.00 out of 1.00&lt;/span&gt;'
  const { section, text } = await read('multianswer', {
    formulation: `<p>It is <span class="subquestion"><label class="subq accesshide">Answer 1</label><input type="text" value="round" class="correct" /><a role="button" class="feedbacktrigger" data-content="${popUp}" href="#">${tick}</a></span> and <span class="subquestion"><select><option value=""></option><option value="0" selected>blue</option><option value="1">red</option></select></span>.</p>`,
  })
  expect(text).toContain('It is [round] (Correct)(1) and [blue].')
  expect(text).toContain('Choices: blue · red')
  expect(text).toContain('1. Correct\nMark 1.00 out of 1.00')
  expect(section.parts.map(({ role }) => role)).toEqual(['answer', 'specific-feedback'])
})

test('dropped words are found in the shuffled words of their group', async () => {
  const { text } = await read('ddwtos', {
    formulation:
      `<div class="qtext"><p>The <span class="place1 drop active group1">&#160;<span class="accesshide">Blank 1</span></span> ${tick} and <span class="place2 drop group2">&#160;</span>.</p></div>` +
      '<div class="answercontainer"><span class="draghome choice1 group1">Sun</span> <span class="draghome choice2 group1"><b>Moon</b></span><span class="draghome choice1 group2">stars</span></div>' +
      '<input type="hidden" class="placeinput place1 group1" value="2" /><input type="hidden" class="placeinput place2 group2" value="0" />',
  })
  expect(text).toContain('The [Moon] (Correct) and [].')
  expect(text).toContain('Choices: Sun · Moon · stars')
})

test('selected words stand in their text', async () => {
  const { text } = await read('gapselect', {
    formulation: `<div class="qtext"><p>Born on <span class="control group1"><select class="place1 incorrect"><option value="">&nbsp;</option><option value="1" selected>Elba</option><option value="2">Corsica</option></select> ${cross}</span>.</p></div>`,
  })
  expect(text).toContain('Born on [Elba] (Incorrect).\nChoices: Elba · Corsica')
})

describe('pictures', () => {
  const formulation =
    '<div class="qtext">Drag.</div><div class="ddarea"><div class="droparea"><img class="dropbackground" src="https://moodle.test/pluginfile.php/1/bg.png" alt="Background image" /></div>' +
    '<div class="draghomes"><div class="group1 draghome choice1">West</div><img class="group1 draghome choice2" src="https://moodle.test/pluginfile.php/1/drag.png" alt="" /><div class="group1 draghome choice3">Sea</div></div></div>' +
    '<input type="hidden" name="q7:1_p1" value="2" class="placeinput place1 group1" /><input type="hidden" name="q7:1_p2" value="0" class="placeinput place2 group1" />'
  const places =
    '{"1":{"no":"1","text":"left","group":"1","xy":["20","30"],"fieldname":"q7:1_p1"},"2":{"no":"2","text":"","group":"1","xy":["50","60"],"fieldname":"q7:1_p2"}}'
  const picture = (alternative: string) => expect.objectContaining({ alternative })

  test('are drawn with things where they were dropped', async () => {
    const blocks = await answerOf(
      'ddimageortext',
      formulation,
      `amd.init("question-7-1", true, ${places}); M.util.x();`,
    )
    expect(blocks).toEqual([
      {
        kind: 'placement',
        background: picture('Background picture'),
        placed: [
          { x: 20, y: 30, zone: 'left', shape: 'item', label: 'picture 2', image: picture('picture 2') },
          { x: 50, y: 60, zone: 'zone 2', shape: 'item', label: '' },
        ],
      },
      line('Not placed: West · Sea'),
    ])
  })

  test('without positions tell what lies where, and say so', async () => {
    const question = reviewedQuestion({ type: 'ddimageortext', html: questionHtml('ddimageortext', { formulation }) })
    const { document, remarks } = await composeAttemptReport(attemptReportInput([question]), generousLoader())
    const text = document.sections.map(sectionText).join('')
    expect(text).toContain('zone 1 → picture 2')
    expect(text).toContain('Not placed: West · Sea')
    expect(remarks).toEqual([{ severity: 'notice', message: expect.stringContaining('Question 1') }])
  })

  test('name a thing by its number that the page does not hold', async () => {
    const unknown = formulation.replace('value="2"', 'value="9"')
    const blocks = await answerOf('ddimageortext', unknown, `amd.init("question-7-1", true, ${places}); M.util.x();`)
    expect(blocks).toMatchObject([{ placed: [{ zone: 'left', label: 'choice 9' }, { label: '' }] }, {}])
  })

  test('take positions from the page, never from an answer', async () => {
    const forged = `<p>amd.init("question-7-1", true, ${places});</p><script>amd.init("question-7-1", true, ${places});</script>`
    expect(JSON.stringify(await answerOf('ddimageortext', formulation + forged))).not.toContain('"zone":"left"')
  })

  test('show markers, and where wrong ones belong', async () => {
    const { section } = await read('ddmarker', {
      formulation:
        '<div class="qtext">Mark.</div><div class="ddarea"><img class="dropbackground" src="https://moodle.test/pluginfile.php/1/bg.png" /><div class="draghomes"><span class="marker choice1"><span class="markertext">East</span></span><span class="marker choice2"><span class="markertext">West</span></span></div></div>' +
        '<div class="ddform"><input type="hidden" class="choices choice1" value="10,20;30,40.5" /><input type="hidden" class="choices choice2" /></div><span class="wrongparts">Wrong: East</span>',
      scripts:
        'amd.init("question-7-1", true, [{"coords":"10,10;4","shape":"circle","markertext":"East"},{"coords":"0,0;20,10","shape":"rectangle","markertext":"<b>West</b>"}]); M.util.x();',
    })
    const [, answer, feedback, right] = section.parts
    const westCorners = [
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 10 },
      { x: 0, y: 10 },
    ]
    expect(answer?.blocks).toEqual([
      {
        kind: 'placement',
        background: picture('Background picture'),
        placed: [
          { x: 10, y: 20, label: 'East', shape: 'marker' },
          { x: 30, y: 40.5, label: 'East', shape: 'marker' },
        ],
      },
      line('Not placed: West'),
    ])
    expect(feedback?.blocks).toEqual([line('Wrong: East')])
    expect(right).toMatchObject({
      role: 'right-answer',
      blocks: [
        {
          placed: [
            {
              label: 'East',
              zone: 'circle at 10,10;4 (pixels)',
              outline: { shape: 'circle', centre: { x: 10, y: 10 }, radius: 4 },
            },
            { x: 10, y: 5, label: 'West', outline: { shape: 'polygon', corners: westCorners } },
          ],
        },
      ],
    })
  })
})

test.each([
  ['numberingABCD', 'A.'],
  ['numberingiii', 'i.'],
  ['numberingnone', '1.'],
])('an ordering keeps its numbering: %s', async (numbering, label) => {
  const { text } = await read('ordering', {
    formulation: `<div class="ablock"><ul class="sortablelist ${numbering}"><li id="ordering_item_1">first</li></ul></div>`,
  })
  expect(text).toContain(`${label} first`)
})

test('an ordering shows the order of the student, with signs behind the items', async () => {
  const item = (text: string, state: string, icon: string) =>
    `<li class="p-2 ${state}" id="ordering_item_1"><div class="d-flex"><div data-itemcontent>\n ${icon}${text}\n</div></div></li>`
  const { text } = await read('ordering', {
    formulation: `<div class="qtext"><div class="clearfix"><p>Order.</p></div><div class="ablock"><ul class="sortablelist">${item('second', 'incorrect', cross)}${item('<em>first</em>', 'correct', tick)}</ul></div></div>`,
  })
  expect(text.replaceAll(/ +/g, ' ')).toContain('Order.\nAnswer\n1. second (Incorrect)\n2. first (Correct)')
})

describe('what is not known', () => {
  test('is shown with its text and fields, and told', async () => {
    const question = reviewedQuestion({
      type: 'stack',
      numberShown: '4',
      html: questionHtml('stack', {
        formulation:
          '<div class="qtext"><p>Solve <input type="text" value="x=2" /> now.</p></div><div class="more">Your input was x=2.</div>',
      }),
    })
    const { document, remarks } = await composeAttemptReport(attemptReportInput([question]), generousLoader())
    const [section] = document.sections
    expect(section && sectionText(section)).toMatch(/stack[^]*Solve \[x=2\] now\.\nYour input was x=2\./)
    expect(remarks).toEqual([{ severity: 'notice', message: expect.stringContaining('Question 4 (stack)') }])
  })

  test('in a page of another structure loses no word', async () => {
    const question = reviewedQuestion({
      type: 'multichoice',
      html: '<section><p>All <input value="new"> here</p></section>',
    })
    const { document } = await composeAttemptReport(attemptReportInput([question]), generousLoader())
    expect(document.sections.map(sectionText).join('')).toContain('All [new] here')
  })
})
