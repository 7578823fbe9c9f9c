import { expect, test } from 'vitest'
import type { Participant } from '../sources/activity-source.ts'
import { anonymousFile, anonymousParticipant, nameReplacer } from './pseudonyms.ts'

const participant: Participant = {
  userId: 12,
  userName: 'lzolc',
  firstName: 'Łukasz',
  lastName: 'Żółciński (jun.)',
  fullName: 'Łukasz Żółciński (jun.)',
  idNumber: '1234567',
  email: 'l.zolc@example.org',
  groups: [{ id: 3, name: 'Group of Dr. Ruiz', idNumber: 'A' }],
  enrolled: true,
}

test('nothing is left by which the site knows a person', () => {
  const made = anonymousParticipant(participant, (subject) => `P-${subject.length}`)
  const told = JSON.stringify(made)
  for (const known of ['12', 'lzolc', 'Łukasz', 'Żół', '1234567', '@', 'Ruiz']) expect(told).not.toContain(known)
  expect(made).toMatchObject({ fullName: 'P-7', groups: [{ name: 'P-7' }] })
})

test.each([
  ['I am Łukasz Żółciński (jun.).', 'I am X.'],
  ['ŁUKASZ ŻÓŁCIŃSKI (JUN.)', 'X'],
  ['Żółciński (jun.), Łukasz', 'X'],
  ['Łukasz wrote this', 'X wrote this'],
  ['Łukaszowi', 'Łukaszowi'],
  ['mail l.zolc@example.org, lzolc, 1234567, 12345678', 'mail X, X, X, 12345678'],
  ['Łukasz Żółciński (jun.)'.normalize('NFD'), 'X'],
  ['see zolc essay.docx', 'see file-1.docx'],
  ['nobody', 'nobody'],
])('%s', (text, expected) => {
  expect(nameReplacer([{ participant, pseudonym: 'X' }], new Map([['zolc essay.docx', 'file-1.docx']]))(text)).toBe(
    expected,
  )
})

test('a name in a script without spaces is found between other characters', () => {
  const names = { firstName: '雨桐', lastName: '林', fullName: '林雨桐', userName: 's1006', idNumber: '', email: '' }
  expect(
    nameReplacer([{ participant: { ...participant, ...names }, pseudonym: 'X' }])('我叫林雨桐，雨桐喜欢森林。'),
  ).toBe('我叫X，X喜欢森林。')
})

test('a person without names has nothing replaced', () => {
  const nameless = { ...participant, firstName: '', lastName: '', fullName: '', userName: '', idNumber: '', email: '' }
  expect(nameReplacer([{ participant: nameless, pseudonym: 'X' }])('a b, c')).toBe('a b, c')
})

test('files keep what they are, not what they were called', () => {
  const file = {
    area: 'attachments',
    folder: '/Łukasz/',
    sizeBytes: 1,
    mediaType: '',
    address: 'https://moodle.example/f',
  }
  expect(anonymousFile({ ...file, fileName: 'Łukasz.final.DOCX' }, 2)).toMatchObject({
    fileName: 'file-2.docx',
    folder: '/',
  })
  expect(anonymousFile({ ...file, fileName: 'Łukasz' }, 1).fileName).toBe('file-1')
})
