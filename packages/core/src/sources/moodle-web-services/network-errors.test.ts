import { expect, test } from 'vitest'
import { ArchivingError } from '../../errors/index.ts'
import { toNetworkError } from './network-errors.ts'

function systemError(code: string): Error {
  return Object.assign(new Error(`system says ${code}`), { code })
}

test.each([
  ['ENOTFOUND', 'source_unavailable', 'later', 'host_unknown'],
  ['ECONNREFUSED', 'source_unavailable', 'later', 'connection_refused'],
  ['ECONNRESET', 'source_unavailable', 'later', 'connection_lost'],
  ['UND_ERR_SOCKET', 'source_unavailable', 'later', 'connection_lost'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timed_out', 'later', 'timed_out'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timed_out', 'later', 'timed_out'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'source_unavailable', 'never', 'certificate_untrusted'],
  ['CERT_HAS_EXPIRED', 'source_unavailable', 'never', 'certificate_outdated'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'source_unavailable', 'never', 'certificate_other_name'],
  ['EPROTO', 'source_unavailable', 'never', 'no_encryption'],
  ['UND_ERR_HEADERS_OVERFLOW', 'source_unavailable', 'later', 'answer_malformed'],
  ['E_SOMETHING_NEW', 'source_unavailable', 'later', 'connection_failed'],
])('%s is %s, tried again: %s', (systemCode, code, retry, reason) => {
  const error = toNetworkError(systemError(systemCode), 'moodle.example')
  expect(error).toMatchObject({ code, retry, details: { host: 'moodle.example', reason } })
  expect(error.message).toContain('moodle.example')
})

test('looks into causes and into failures over several addresses', () => {
  const overBothFamilies = new AggregateError([systemError('ECONNREFUSED'), systemError('ECONNREFUSED')])
  const wrapped = new Error('fetch failed', { cause: overBothFamilies })
  expect(toNetworkError(wrapped, 'a').details['reason']).toBe('connection_refused')
})

test('knows what breaks the rules of HTTP, whatever the rule', () => {
  const error = Object.assign(new Error('Invalid character in Content-Length'), { name: 'HTTPParserError' })
  expect(toNetworkError(error, 'a')).toMatchObject({ details: { reason: 'answer_malformed' } })
})

test('leaves our own errors alone', () => {
  const ours = new ArchivingError('source_denied', 'No.')
  expect(toNetworkError(ours, 'a')).toBe(ours)
})
