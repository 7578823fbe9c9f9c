import { ArchivingError } from '@muniment/core'
import { expect, test } from 'vitest'
import type { LogFormat, LogLevel } from '../configuration/server-settings.ts'
import { logDiagnostic, logIncident, logRequest } from './log-events.ts'
import { createOperatorLog, type OperatorLog } from './operator-log.ts'

const now = () => new Date('2026-11-26T22:00:00Z')

function open(level: LogLevel, format: LogFormat): { readonly log: OperatorLog; readonly lines: string[] } {
  const lines: string[] = []
  return { log: createOperatorLog({ level, format, now, write: (line) => lines.push(line) }), lines }
}

test('a line is one JSON object, or words with what belongs to them', () => {
  const [json, text] = [open('info', 'json'), open('info', 'text')]
  for (const { log } of [json, text]) log.write('warning', 'The disk is slow.', { milliseconds: 12, taskId: undefined })
  expect(json.lines).toEqual([
    '{"time":"2026-11-26T22:00:00.000Z","level":"warning","message":"The disk is slow.","milliseconds":12}\n',
  ])
  expect(text.lines).toEqual(['2026-11-26T22:00:00.000Z warning The disk is slow. milliseconds=12\n'])
})

test('what is louder than asked for is not written', () => {
  const { log, lines } = open('warning', 'text')
  for (const level of ['error', 'warning', 'info', 'debug'] as const) log.write(level, level)
  expect(lines.map((line) => line.split(' ')[1])).toEqual(['error', 'warning'])
})

test('no value can look like a line of its own', () => {
  const { log, lines } = open('info', 'text')
  log.write('info', 'request', { route: 'a\n2026 error forged', other: 'x="1"', empty: '' })
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).not.toContain('\n')
  expect(lines[0]).toContain(String.raw`route="a\n2026 error forged" other="x=\"1\"" empty=""`)
})

test('the inner text of errors is told only by a log that tells all', () => {
  const error = new ArchivingError('source_unexpected', 'Ada Lovelace handed in a strange file.')
  for (const [level, isTold] of [
    ['info', false],
    ['debug', true],
  ] as const) {
    const { log, lines } = open(level, 'json')
    logDiagnostic(log, { level: 'warning', message: 'attempt-1: source_unexpected', taskId: 't1', cause: error })
    logIncident(log, { id: 'r1', procedure: 'tasks.create', error })
    expect(lines.join('').includes('Lovelace')).toBe(isTold)
    expect(lines[1]).toContain('"incident":"r1","procedure":"tasks.create"')
    expect(lines[1]).toContain('"code":"source_unexpected"')
    expect(lines[1]).toMatch(/"where":"at .+operator-log\.test\.ts/u)
  }
})

test('what machines ask every few seconds is not in the usual log', () => {
  const { log, lines } = open('info', 'text')
  const answered = { requestId: 'r1', method: 'GET', status: 200, seconds: 0.0123 }
  logRequest(log, { ...answered, route: { name: 'readyz', isProbe: true } })
  logRequest(log, { ...answered, route: { name: 'tasks.list', isProbe: false } })
  expect(lines).toEqual([
    '2026-11-26T22:00:00.000Z info request requestId=r1 method=GET route=tasks.list status=200 milliseconds=12\n',
  ])
})
