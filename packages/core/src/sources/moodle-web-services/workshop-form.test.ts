import { describe, expect, test } from 'vitest'
import { assessmentFormAnswer } from './answers/workshop-answers.ts'
import { toAspects } from './workshop-form.ts'

const pairs = (values: Readonly<Record<string, string | number | null>>): readonly object[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

/** The aspects of a form as Moodle sends it. */
function aspectsOf(
  count: number,
  fields: Parameters<typeof pairs>[0],
  current: Parameters<typeof pairs>[0],
  dimensionsinfo: readonly object[] = [],
) {
  const answer = { dimenssionscount: count, fields: pairs(fields), current: pairs(current), dimensionsinfo }
  return toAspects(assessmentFormAnswer.parse(answer))
}

describe('aspects of a filled assessment form', () => {
  test('points, of which some are not given', () => {
    const aspects = aspectsOf(
      2,
      { description__idx_0: '<p>Right?</p>', grade__idx_0: 10, weight__idx_0: 2, description__idx_1: '<p>Clear?</p>' },
      { grade__idx_0: '8.50000', peercomment__idx_0: '<p>Nearly.</p>', grade__idx_1: '-1.00000' },
      [
        { id: 1, min: 0, max: 10, weight: 2, scale: null, scaleitems: null },
        { id: 2, max: 5 },
      ],
    )
    expect(aspects).toEqual([
      {
        descriptionHtml: '<p>Right?</p>',
        weight: 2,
        chosenHtml: '',
        points: 8.5,
        maxPoints: 10,
        commentHtml: '<p>Nearly.</p>',
      },
      { descriptionHtml: '<p>Clear?</p>', weight: null, chosenHtml: '', points: null, maxPoints: 5, commentHtml: '' },
    ])
  })

  test('a word of a scale, and none', () => {
    const scale = { scale: '3', scaleitems: 'Poor, Fair , Good' }
    const aspects = aspectsOf(2, {}, { grade__idx_0: '2.00000' }, [scale, scale])
    expect(aspects.map(({ chosenHtml, points }) => [chosenHtml, points])).toEqual([
      ['Fair', null],
      ['', null],
    ])
  })

  test('yes or no, in the words of the form', () => {
    const words = { grade0__idx_0: 'Missing', grade1__idx_0: 'There', grade0__idx_1: 'No', grade1__idx_1: 'Yes' }
    const aspects = aspectsOf(2, words, { grade__idx_0: '0.00000', peercomment__idx_0: 'Where?' })
    expect(aspects.map(({ chosenHtml, commentHtml }) => [chosenHtml, commentHtml])).toEqual([
      ['Missing', 'Where?'],
      ['', ''],
    ])
  })

  test('the chosen level of a rubric, of eleven aspects too', () => {
    const levels = (index: number) => ({
      [`levelid__idx_${index}__idy_0`]: `${index}0`,
      [`definition__idx_${index}__idy_0`]: `<p>Low ${index}</p>`,
      [`grade__idx_${index}__idy_0`]: '1.00000',
      [`levelid__idx_${index}__idy_1`]: `${index}1`,
      [`definition__idx_${index}__idy_1`]: `<p>High ${index}</p>`,
      [`grade__idx_${index}__idy_1`]: '4.00000',
    })
    const fields = Object.assign({}, ...Array.from({ length: 11 }, (_, index) => levels(index)))
    const aspects = aspectsOf(11, fields, { chosenlevelid__idx_1: '11', chosenlevelid__idx_10: '100' })
    expect(aspects[1]).toMatchObject({ chosenHtml: '<p>High 1</p>', points: 4, maxPoints: 4 })
    expect(aspects[10]).toMatchObject({ chosenHtml: '<p>Low 10</p>', points: 1, maxPoints: 4 })
    expect(aspects[2]).toMatchObject({ chosenHtml: '', points: null })
  })

  test('comments alone', () => {
    const aspects = aspectsOf(1, { description__idx_0: 'Say why.' }, { peercomment__idx_0: '<p>Because.</p>' })
    expect(aspects).toMatchObject([{ chosenHtml: '', points: null, maxPoints: null, commentHtml: '<p>Because.</p>' }])
  })
})
