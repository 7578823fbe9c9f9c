import type { ArchiveRecord, ArchiveVerification } from '@muniment/sdk'
import { expect, test } from 'vitest'
import { describeSeal } from './describe-seal.ts'

const at = new Date('2026-11-27T12:00:00Z')
const archive: ArchiveRecord = {
  id: 'archive-1',
  taskId: 'task-1',
  title: 'Midterm',
  fileName: 'Midterm.zip',
  path: '/archives/Midterm.zip',
  sha256: 'ab',
  sizeBytes: 10,
  complete: true,
  items: 1,
  sealedAt: at,
  predecessorId: null,
  timestamps: [],
  lastVerifiedAt: at,
  lastVerdict: 'intact',
  nextVerificationAt: null,
}
const verification: ArchiveVerification = {
  id: 1,
  archiveId: 'archive-1',
  at,
  occasion: 'request',
  deep: false,
  verdict: 'intact',
  filesChecked: 3,
  bytesChecked: 9,
  findings: [],
  findingsLeftOut: 0,
}

test('only what was verified and found intact is intact', () => {
  expect(describeSeal({ archive, verification }).kind).toBe('intact')
  expect(describeSeal({ archive, verification: null }).kind).toBe('unverified')
  expect(describeSeal({ archive: { ...archive, lastVerdict: null }, verification: null }).kind).toBe('unverified')
  for (const [verdict, kind] of [
    ['damaged', 'damaged'],
    ['not_fully_checked', 'notFullyChecked'],
  ] as const) {
    expect(describeSeal({ archive: { ...archive, lastVerdict: verdict }, verification }).kind).toBe(kind)
    expect(describeSeal({ archive, verification: { ...verification, verdict } }).kind).toBe(kind)
  }
})

test('the oldest certificate counts, and who certified later did not fail', () => {
  const timestamp = { kind: 'timestamp', error: null } as const
  const later = new Date(at.getTime() + 1)
  const timestamps = [
    { ...timestamp, authority: 'https://a', state: 'granted', at: later, signedBy: 'Authority A' },
    { ...timestamp, authority: 'https://b', state: 'granted', at, signedBy: null },
    { ...timestamp, authority: 'https://b', state: 'failed', at: later, signedBy: null },
    { ...timestamp, authority: 'https://c', state: 'failed', at, signedBy: null },
  ] as const
  expect(describeSeal({ archive: { ...archive, timestamps }, verification })).toMatchObject({
    certificate: { by: 'https://b', at },
    notCertifiedBy: ['https://c'],
  })
  expect(describeSeal({ archive, verification }).certificate).toBeNull()
})
