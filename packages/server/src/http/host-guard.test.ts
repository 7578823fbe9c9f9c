import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createHostGuard } from './host-guard.ts'

describe('a server that is bound to this computer', () => {
  const guard = createHostGuard('127.0.0.1', ['archive.example.edu'])

  it.each(['localhost:4180', '127.0.0.1', '127.0.0.1:4180', '[::1]:4180', 'archive.example.edu', 'LOCALHOST'])(
    'is reached as %s',
    (host) => {
      expect(() => guard(requestWith({ host }))).not.toThrow()
    },
  )

  it.each(['attacker.example', '127.0.0.1.attacker.example', 'localhost.attacker.example', '10.0.0.1', ''])(
    'is not reached as %s',
    (host) => {
      expect(() => guard(requestWith({ host }))).toThrow('not reached under this name')
    },
  )

  it('lets its own pages in, and those of no other site', () => {
    const host = 'localhost:4180'
    expect(() => guard(requestWith({ host, origin: 'http://localhost:4180' }))).not.toThrow()
    expect(() => guard(requestWith({ host, origin: 'http://localhost:9999' }))).toThrow('other sites')
    expect(() => guard(requestWith({ host, origin: 'https://attacker.example' }))).toThrow('other sites')
    expect(() => guard(requestWith({ host, origin: 'null' }))).toThrow('other sites')
  })
})

it('is reached under any name by other computers, if it is bound to be', () => {
  const guard = createHostGuard('0.0.0.0', [])
  expect(() => guard(requestWith({ host: 'archive.example.edu' }))).not.toThrow()
})

function requestWith(headers: Record<string, string>): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  Object.assign(request.headers, headers)
  return request
}
