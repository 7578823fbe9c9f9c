import { expect, it } from 'vitest'
import {
  archivePayload,
  folderTarget,
  sealArchive,
  verifyArchive,
  type ArchiveDescription,
  type PayloadEntry,
} from '@muniment/core'
import { makeSample, openWorkspace, sealedAt, type Sample } from './sample-archive.ts'

const added = ['Sitzplan.pdf', 'minutes.txt']

/** Seals a sample whose description or files were changed before its checksums were made. */
async function verdictOf(
  change: (sample: Sample) => {
    description?: ArchiveDescription
    payload?: (entry: PayloadEntry) => PayloadEntry | null
  },
) {
  await using workspace = await openWorkspace()
  const sample = await makeSample(workspace.folder, { students: 1, added })
  const { description = sample.description, payload = (entry) => entry } = change(sample)
  async function* changed() {
    for await (const entry of archivePayload({ ...sample, description, language: 'en' })) {
      const kept = payload(entry)
      if (kept) yield kept
    }
  }
  const { path } = await sealArchive({
    archiveName: 'x',
    target: folderTarget(workspace.folder),
    payload: changed(),
    bagInfo: [],
    sealedAt,
  })
  const { verdict, findings } = await verifyArchive(path)
  return { verdict, findings: findings.map(({ code, path: where }) => [code, where]) }
}

const plan = 'additional files/Sitzplan.pdf'

it('is intact with the files that were added', async () => {
  expect(await verdictOf(() => ({}))).toEqual({ verdict: 'intact', findings: [] })
})

it('finds one that is gone, though the checksums were written anew', async () => {
  expect(await verdictOf(() => ({ payload: (entry) => (entry.path === plan ? null : entry) }))).toEqual({
    verdict: 'damaged',
    findings: [['missing', `data/${plan}`]],
  })
})

it('finds one that was changed, though the checksums were written anew', async () => {
  async function* open() {
    yield Buffer.from('another plan')
  }
  const payload = (entry: PayloadEntry) => (entry.path === plan ? { path: plan, open } : entry)
  expect(await verdictOf(() => ({ payload }))).toEqual({
    verdict: 'damaged',
    findings: [['items_mismatch', `data/${plan}`]],
  })
})

it('finds one that nobody added', async () => {
  const payload = (entry: PayloadEntry) =>
    entry.path === plan ? { ...entry, path: 'additional files/Another.pdf' } : entry
  expect((await verdictOf(() => ({ payload }))).findings).toContainEqual([
    'items_mismatch',
    'data/additional files/Another.pdf',
  ])
})

it('finds one that is listed where no additional file lies, and one that is listed twice', async () => {
  const listed = (files: (all: ArchiveDescription['additionalFiles']) => ArchiveDescription['additionalFiles']) =>
    verdictOf(({ description }) => ({
      description: { ...description, additionalFiles: files(description.additionalFiles) },
      // Of a file that is listed twice, the bytes are there once.
      payload: onlyOnce(),
    }))
  const elsewhere = await listed((all) =>
    all.map((file, index) => (index === 0 ? { ...file, path: 'plan.pdf' } : file)),
  )
  expect(elsewhere).toEqual({ verdict: 'damaged', findings: [['items_mismatch', 'data/activity.json']] })
  const twice = await listed((all) => [...all, ...all.slice(0, 1)])
  expect(twice).toEqual({ verdict: 'damaged', findings: [['items_mismatch', 'data/activity.json']] })
})

function onlyOnce() {
  const seen = new Set<string>()
  return (entry: PayloadEntry) => {
    if (seen.has(entry.path)) return null
    seen.add(entry.path)
    return entry
  }
}
