import { expect, test } from 'vitest'
import { toPlainText } from './plain-text.ts'

test.each([
  ['History 101: Europe &amp; the World', 'History 101: Europe & the World'],
  ['A &lt; B &#8211; &quot;C&quot;', 'A < B – "C"'],
  ['Plain', 'Plain'],
  [' AT&T ', 'AT&T'],
  ['<b>Bold</b> name<script>alert(1)</script>', 'Bold name'],
  ['', ''],
])('reads %j as %j', (html, text) => {
  expect(toPlainText(html)).toBe(text)
})
