import { expect, test } from 'vitest'
import { namesBackup } from './backup-files.ts'

test.each([[['/opt/muniment', '/home/ada/HIST101.mbz']], [['muniment.exe', 'C:\\Backups\\Kurs.MBZ']]])(
  '%j opens a backup',
  (commandLine) => {
    expect(namesBackup(commandLine)).toBe(true)
  },
)

test.each([
  [[]],
  [['/opt/muniment']],
  [['/opt/muniment', 'notes.mbz.txt']],
  [Array.from({ length: 101 }, () => 'a.mbz')],
])('%j does not', (commandLine) => {
  expect(namesBackup(commandLine)).toBe(false)
})
