import { describe, expect, test } from 'vitest'
import { withoutPageScripts } from './page-scripts.ts'

test('the scripts behind a question are cut off, in order', () => {
  const html =
    '<div class="que">x</div>\n<script>\na()\n</script> <script src="https://m.test/x.js"></script>\n<script>b()</script>\n'
  expect(withoutPageScripts(html)).toEqual({ own: '<div class="que">x</div>\n', scripts: ['\na()\n', '', 'b()'] })
})

describe('what a parser of HTML might read otherwise is left to it', () => {
  test.each([
    ['no script', '<div>x</div>'],
    ['a script that is not at the end', '<script>a()</script><div>x</div>'],
    ['a script that never ends', '<div>x</div><script>a()'],
    ['the word within a script', '<div>x</div><script>s = "<script>"; a()</script>'],
    ['a comment within a script', '<div>x</div><script><!-- <script> </script>'],
    ['an end without a beginning', '</script>'],
    ['attributes of an unusual form', "<div>x</div><script type='a'>b()</script>"],
    ['nothing', ''],
  ])('%s', (_, html) => {
    expect(withoutPageScripts(html)).toEqual({ own: html, scripts: [] })
  })
})
