import { expect, test } from 'vitest'
import type { ItemCandidate } from '../core.ts'
import type { ItemDescription } from '../driver/archiving-context.ts'
import type { SettingsDefinition } from '../driver/settings-definition.ts'
import { openTestEngineWith, temporaryFolder, testActivity } from '../testing/open-test-engine.ts'
import { ScriptedArchiver } from '../testing/scripted-archiver.ts'

/** Its items can be picked one by one; the last one is in the scope only if asked for. */
class PickyArchiver extends ScriptedArchiver {
  override readonly availableTaskSettings: readonly SettingsDefinition[] = [
    {
      kind: 'integer',
      key: 'items',
      label: { en: 'Items' },
      group: { key: 'scope', label: { en: 'Scope' } },
      default: 3,
      minimum: 0,
      maximum: 10_000,
    },
    {
      kind: 'scope',
      key: 'chosen',
      label: { en: 'Chosen' },
      group: { key: 'scope', label: { en: 'Scope' } },
      default: { mode: 'most' },
      modes: [
        { value: 'most', label: { en: 'Most' } },
        { value: 'all', label: { en: 'All' } },
        { value: 'some', label: { en: 'Some' }, picks: 'items' },
      ],
    },
  ]

  override async *listItems(context: Parameters<ScriptedArchiver['listItems']>[0]): AsyncGenerator<ItemDescription> {
    yield { key: 'cover', title: 'Cover', folder: '', fileName: 'Cover', data: 0 }
    const scope = context.settings['chosen']
    const isWide = typeof scope === 'object' && 'mode' in scope && scope.mode === 'all'
    for await (const item of super.listItems(context)) {
      if (isWide || item.data !== Number(context.settings['items'])) {
        yield { ...item, folder: 'Folder', scopeId: 100 + Number(item.data) }
      }
    }
  }
}

const request = { driverId: 'scripted', activity: testActivity }

test('an estimate counts and names items, and tells what such items took before', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngineWith((host) => new PickyArchiver(host), folder.path)
  const { tasks, engine } = muniment
  expect(await tasks.estimate(request)).toEqual({
    archiveName: 'Midterm',
    itemCount: 3,
    isCountComplete: true,
    examples: [
      { title: 'Cover', path: 'Cover' },
      { title: 'Item 1', path: 'Folder/Text' },
      { title: 'Item 2', path: 'Folder/Text' },
    ],
    secondsPerItem: null,
    bytesPerItem: null,
    basedOnItems: 0,
  })
  expect(await tasks.all.count(), 'no task is made').toBe(0)

  await engine.start()
  const { id } = await tasks.create('scripted', testActivity)
  await tasks.execute(id)
  await muniment.reached(id, 'finished')
  const known = await tasks.estimate(request)
  expect(known).toMatchObject({ basedOnItems: 3, bytesPerItem: 'This is item 1.'.length })
  expect(known.secondsPerItem).toBeGreaterThanOrEqual(0)
  const elsewhere = { ...request, activity: { ...testActivity, sourceId: 'source-2' } }
  await muniment.keepSource('source-2')
  expect(await tasks.estimate(elsewhere), 'another site is another matter').toMatchObject({ secondsPerItem: null })
})

test('an estimate stops counting, names a wrong setting, and is given up', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngineWith((host) => new PickyArchiver(host), folder.path)
  const { tasks, driver } = muniment
  const many = { ...request, settings: { items: 5_000 } }
  expect(await tasks.estimate(many)).toMatchObject({ itemCount: 1_000, isCountComplete: false })
  const wrong = { code: 'settings_invalid', details: { setting: 'items' } }
  await expect(tasks.estimate({ ...request, settings: { items: -1 } })).rejects.toMatchObject(wrong)
  const otherKind = { ...request, activity: { ...testActivity, activityKind: 'quiz' } }
  await expect(tasks.estimate(otherKind)).rejects.toMatchObject({ code: 'input_invalid' })

  const givenUp = new AbortController()
  driver.listingScript = () => {
    givenUp.abort()
    return new Promise(() => {})
  }
  await expect(tasks.estimate(request, givenUp.signal)).rejects.toMatchObject({ code: 'aborted' })
  driver.listingScript = () => Promise.reject(new TypeError('no such thing'))
  await expect(tasks.estimate(request)).rejects.toMatchObject({ code: 'driver_fault' })
})

test('candidates are all items that can be picked', async () => {
  await using folder = await temporaryFolder()
  await using muniment = await openTestEngineWith((host) => new PickyArchiver(host), folder.path)
  const { tasks } = muniment
  const found: ItemCandidate[] = []
  for await (const candidate of tasks.listCandidates({ ...request, setting: 'chosen' })) found.push(candidate)
  expect(found).toEqual([
    { id: 101, title: 'Item 1' },
    { id: 102, title: 'Item 2' },
    { id: 103, title: 'Item 3' },
  ])
  const noScope = tasks.listCandidates({ ...request, setting: 'items' }).next()
  await expect(noScope).rejects.toMatchObject({ code: 'settings_invalid', details: { setting: 'items' } })
})
