import { expect, test } from 'vitest'
import { toAssignmentServiceAnswer } from './assignment-service-answer.ts'

const call = { function: 'mod_assign_get_submission_status', arguments: { assignid: 21, userid: 5, groupid: 0 } }

test('what depends on others, on the reader or on the moment is not kept', () => {
  const answerAt = (moment: number): unknown => ({
    gradingsummary: { submissionssubmittedcount: moment },
    lastattempt: { submission: { id: 1, status: 'submitted', plugins: [{ type: 'onlinetext', editorfields: [] }] } },
    feedback: { gradefordisplay: `<div id="action_link6b0312ab4e5f${moment}">7.00</div>` },
    comments: [
      {
        id: 3,
        content: '<p>Hm.</p>',
        canpost: true,
        delete: moment % 2 === 0,
        avatar: `<img src="${moment}">`,
        time: `${moment}:00`,
      },
    ],
    icon: `https://m.example/theme/image.php/boost/core/${1_790_000_000 + moment}/u/f1`,
  })
  const kept = toAssignmentServiceAnswer(call, answerAt(1))
  expect(kept).toEqual(toAssignmentServiceAnswer(call, answerAt(2)))
  expect(kept).toMatchObject({
    ...call,
    answer: { lastattempt: { submission: { id: 1 } }, comments: [{ id: 3, content: '<p>Hm.</p>' }] },
  })
  expect(JSON.stringify(kept.answer)).not.toMatch(/gradingsummary|avatar|canpost|179/)
})

test('secrets go, words that people wrote stay', () => {
  const words = '<p>My token is 12 &amp; my sesskey=abc, see theme/image.php/boost/core/1790000000/u/f1.</p>'
  const { answer } = toAssignmentServiceAnswer(call, {
    sesskey: 'abc',
    text: words,
    fileurl: 'https://m.example/webservice/pluginfile.php/1/a/b/1/x.pdf?token=abc',
  })
  expect(answer).toEqual({
    sesskey: '{removed}',
    text: words,
    fileurl: 'https://m.example/webservice/pluginfile.php/1/a/b/1/x.pdf?token={removed}',
  })
})

test('says what was changed', () => {
  expect(toAssignmentServiceAnswer(call, {}, ['Left out: other rows.']).normalised[0]).toBe('Left out: other rows.')
})
