import { expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { students, teacher, tutor } from '../sample-course/people.ts'
import { everyWord } from '../support/every-word.ts'
import { archiveQuiz, findQuiz, openCore, openWorkspace, type TestSite } from '../support/open-muniment.ts'
import { readZip } from '../support/read-zip.ts'

const course = '7'
const quiz = 'Stars & Planets: final quiz'

/** Archives the quiz anonymously: every file of the zip, and what the task's log says. */
async function archiveAnonymously(folder: string, moodle: TestSite, secret = 1) {
  await using core = await openCore(folder, { secretKey: new Uint8Array(32).fill(secret) })
  const settings = { anonymise: true, htmlCopy: true, scope: { mode: 'users', ids: students.map(({ id }) => id) } }
  const { archive, task, payload } = await archiveQuiz(core, await findQuiz(core, moodle, course, quiz), settings)
  const { entries } = await core.tasks.listLog(task.id)
  const report = await core.archives.verify(archive.id, { deep: true })
  expect(report).toMatchObject({ verdict: 'intact', findings: [] })
  return { files: await readZip(archive.path), payload, log: entries.map(({ message }) => message).join('\n') }
}

const known = [...students, teacher, tutor].flatMap(({ username, firstName, lastName, idNumber }) => [
  username,
  `${firstName} ${lastName}`,
  lastName,
  idNumber,
])

test('an anonymised archive names nobody, in no file, no name of a file, no tag file and no log', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  const { files, payload, log } = await archiveAnonymously(await workspace.folder('data'), moodle)
  const reports = [...payload.keys()].filter((path) => path.endsWith('.pdf') && !path.includes('attachments/'))
  expect(reports.length).toBeGreaterThan(9)
  // What was handed in is kept byte for byte, whatever it says: the archive says that names in it may remain.
  const ours = new Map([...files].filter(([path]) => !path.includes('/attachments/')))
  const told = `${await everyWord(ours)}\n${[...files.keys()].join('\n')}\n${log}`
  expect(known.filter((name) => name.length > 2 && told.includes(name))).toEqual([])
  expect(payload.get('activity.json')?.toString()).toContain('"anonymised": true')
  expect(payload.get('activity.json')?.toString()).not.toContain('"ids"')
  expect(payload.get('index.html')?.toString()).toMatch(/anonymised/iu)
})

test('pseudonyms are the same in each archive of an installation, and others in another one', async () => {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle()
  const namesOf = async (folder: string, secret: number) => {
    const { payload } = await archiveAnonymously(await workspace.folder(folder), moodle, secret)
    return [...payload.keys()].filter((path) => path.endsWith('.pdf') && !path.includes('attachments/'))
  }
  const first = await namesOf('first', 1)
  expect(await namesOf('again', 1)).toEqual(first)
  const others = new Set(await namesOf('other', 2))
  expect(first.filter((path) => others.has(path))).toEqual([])
})
