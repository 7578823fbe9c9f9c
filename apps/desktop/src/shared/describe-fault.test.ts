import { expect, test } from 'vitest'
import { describeFault } from './describe-fault.ts'

test('a fault tells where it came from, and neither what was said nor whose folder it was', () => {
  const error = new TypeError('Zoë Student 12 wrote “I was ill”')
  error.stack = [
    'TypeError: Zoë Student 12 wrote “I was ill”',
    '    at archiveItem (file:///home/anna/Muniment/utility.js:3:14)',
    String.raw`    at async C:\Users\Anna\Muniment\utility.js:9:1`,
    '    at node:internal/timers:5:2',
  ].join('\n')
  expect(describeFault(error)).toEqual({
    name: 'TypeError',
    frames: ['at archiveItem (utility.js:3:14)', 'at async utility.js:9:1', 'at timers:5:2'],
  })
  expect(JSON.stringify(describeFault(error))).not.toMatch(/anna|ill|Zoë/iu)
  expect(describeFault('a text that somebody threw')).toEqual({ name: 'string', frames: [] })
})
