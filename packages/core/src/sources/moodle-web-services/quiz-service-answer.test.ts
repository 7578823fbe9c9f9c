import { describe, expect, test } from 'vitest'
import { toServiceAnswer } from './quiz-service-answer.ts'

const call = { function: 'mod_quiz_get_attempt_review', arguments: { attemptid: 2, page: -1 } }
const kept = (answer: unknown): unknown => toServiceAnswer(call, answer).answer
const keptHtml = (html: string): string => {
  const answer = kept({ questions: [{ html }] })
  return JSON.parse(JSON.stringify(answer)).questions[0].html
}

describe('what Moodle makes up for each answer', () => {
  test('is numbered in the order in which it appears, the same id the same everywhere', () => {
    expect(
      keptHtml(
        '<a id="action_link6b0395ed912c221">1</a><a id="action_link6b0395ed912c222">2</a><script>x("#action_link6b0395ed912c222"); y(\'random6b0395ed912c29\')</script>',
      ),
    ).toBe(
      '<a id="action_link-id1">1</a><a id="action_link-id2">2</a><script>x("#action_link-id2"); y(\'random-id3\')</script>',
    )
  })

  test('is found where it stands alone in an id, and then in scripts', () => {
    expect(keptHtml('<p id="6b0395ed912c2-x"></p><script>f("6b0395ed912c2-x", "6b0395ed912c9")</script>')).toBe(
      '<p id="-id1-x"></p><script>f("-id1-x", "6b0395ed912c9")</script>',
    )
  })

  test('is left as it is in what people wrote, and in names of files', () => {
    const written =
      '<p>random6b0395ed912c22 is no id</p><img src="https://moodle.test/pluginfile.php/1/6b0395ed912c2.png">'
    expect(keptHtml(written)).toBe(written)
  })

  test('includes revisions of the theme and sizes drawn at random', () => {
    expect(
      keptHtml(
        '<img src="https://m.test/theme/image.php/boost/core/1795397071/f/pdf"><script>u="https:\\/\\/m.test\\/lib\\/javascript.php\\/1795397071\\/lib\\/x.js"</script><input type="text" name="q2:18_sub1_answer" value="1789" size="5" />',
      ),
    ).toBe(
      '<img src="https://m.test/theme/image.php/boost/core/{revision}/f/pdf"><script>u="https:\\/\\/m.test\\/lib\\/javascript.php\\/{revision}\\/lib\\/x.js"</script><input type="text" name="q2:18_sub1_answer" value="1789" size="" />',
    )
  })
})

describe('secrets', () => {
  test('are removed from fields, links and scripts', () => {
    const answer = kept({
      sesskey: 'abc',
      file: { fileurl: 'https://m.test/pluginfile.php/1/a.png?token=0123&forcedownload=1' },
      html: '<a href="https://m.test/x.php?a=1&amp;sesskey=Qw12&b=2">x</a><script>M.cfg = {"sesskey":"Qw12","wwwroot":"w"}</script>',
    })
    expect(answer).toEqual({
      sesskey: '{removed}',
      file: { fileurl: 'https://m.test/pluginfile.php/1/a.png?token={removed}&forcedownload=1' },
      html: '<a href="https://m.test/x.php?a=1&amp;sesskey={removed}&b=2">x</a><script>M.cfg = {"sesskey":"{removed}","wwwroot":"w"}</script>',
    })
  })

  test('are no words that a student wrote', () => {
    const essay = { html: '<p>In an address, token=abc names the reader.</p>', note: 'token=abc' }
    expect(kept(essay)).toEqual(essay)
  })
})

test('scripts that go on from the question before are shortened, and can be put together again', () => {
  const first = '\n//<![CDATA[\nM.util.js_pending("core/first"); start();\n//]]>\n'
  const second = '\n//<![CDATA[\nM.util.js_pending("core/first"); start();\nmore();\n//]]>\n'
  const questions = [first, second, second].map((script) => ({ html: `<p>x</p><script>${script}</script>` }))
  const shortened: readonly { readonly html: string }[] = JSON.parse(JSON.stringify(kept({ questions }))).questions
  expect(shortened[0]?.html).toContain('core/first')
  expect(shortened[1]?.html).not.toContain('core/first')
  let before = ''
  for (const [index, { html }] of shortened.entries()) {
    const [, repeats = '0', rest = ''] = /<script(?: data-repeats="(\d+)")?>([^]*)<\/script>/.exec(html) ?? []
    before = before.slice(0, Number(repeats)) + rest
    expect(before).toBe([first, second, second][index])
  }
})

test('everything else is as it came', () => {
  const answer = { grade: 7.5, warnings: [], attempt: { preview: 0, sumgrades: null }, text: 'a < b & c' }
  expect(kept(answer)).toEqual(answer)
})
