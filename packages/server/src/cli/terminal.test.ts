import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { Terminal, type Screen } from './terminal.ts'

function screen(facts: { readonly isTTY?: boolean; readonly columns?: number }): Screen & { text(): string } {
  let text = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8')
      done()
    },
  })
  return Object.assign(stream, facts, { text: () => text })
}

test('on a screen, a line changes in place and other lines go above it', () => {
  const stdout = screen({ isTTY: true, columns: 30 })
  const terminal = new Terminal({ stdout, stderr: screen({}), json: false })
  terminal.show('1 of 2')
  terminal.say('Something happened.')
  terminal.show(`2 of 2 ${'x'.repeat(50)}`)
  terminal.settle()
  const clear = '\r\u{1B}[2K'
  const cut = `2 of 2 ${'x'.repeat(22)}`
  expect(stdout.text()).toBe(`1 of 2${clear}Something happened.\n1 of 2${clear}${cut}${clear}`)
})

test('a screen that tells no width gets a whole line', () => {
  const stdout = screen({ isTTY: true, columns: 0 })
  new Terminal({ stdout, stderr: screen({}), json: false }).show('x'.repeat(60))
  expect(stdout.text()).toBe('x'.repeat(60))
})

test('elsewhere no line changes', () => {
  const stdout = screen({})
  new Terminal({ stdout, stderr: screen({}), json: false }).show('1 of 2')
  expect(stdout.text()).toBe('')
})

test('with json, words go to standard error and the result alone to standard output', () => {
  const stdout = screen({ isTTY: true })
  const stderr = screen({})
  const terminal = new Terminal({ stdout, stderr, json: true })
  terminal.say('Hello.')
  terminal.result({ a: 1 })
  expect([stdout.text(), stderr.text()]).toEqual(['{"a":1}\n', 'Hello.\n'])
})
