import { expect, test } from 'vitest'
import { SecretBox } from './secret-box.ts'

const key = new Uint8Array(32).fill(7)

test('a secret comes back with the same key and id, and is not legible in between', () => {
  const box = new SecretBox(key)
  const sealed = box.seal('t0ken', 'source-1')
  expect(sealed).not.toContain('t0ken')
  expect(new SecretBox(key).open(sealed, 'source-1')).toBe('t0ken')
  expect(box.seal('t0ken', 'source-1')).not.toBe(sealed)
})

test.each([
  ['another key', (sealed: string) => new SecretBox(new Uint8Array(32).fill(8)).open(sealed, 'source-1')],
  ['another row', (sealed: string) => new SecretBox(key).open(sealed, 'source-2')],
  [
    'a changed byte',
    (sealed: string) =>
      new SecretBox(key).open(
        sealed.replace(/.(?=.{4}$)/u, (c) => (c === 'A' ? 'B' : 'A')),
        'source-1',
      ),
  ],
  ['nothing, which was forgotten', () => new SecretBox(key).open('', 'source-1')],
  ['a cut text', (sealed: string) => new SecretBox(key).open(sealed.slice(0, 10), 'source-1')],
])('%s does not open it', (_name, open) => {
  expect(() => open(new SecretBox(key).seal('t0ken', 'source-1'))).toThrow(
    expect.objectContaining({ code: 'source_unauthenticated' }),
  )
})

test('a key of another length is refused', () => {
  expect(() => new SecretBox(new Uint8Array(31))).toThrow(expect.objectContaining({ code: 'input_invalid' }))
})
