import { expect, test } from 'vitest'
import { brokenTaskStores } from './broken-task-stores.ts'
import { MemoryTaskStore, type MemoryTasks } from './memory-task-store.ts'
import { taskStoreConformance } from './task-store-conformance.ts'
import type { TaskStoreSite } from './task-store-options.ts'
import { taskStoreThemes } from './task-store-themes.ts'

async function memorySite(openStore: (data: MemoryTasks) => MemoryTaskStore): Promise<TaskStoreSite> {
  const data: MemoryTasks = { sourceIds: ['source-1', 'source-2'], tasks: new Map() }
  return {
    sourceIds: data.sourceIds,
    connect: async () => ({ store: openStore(data), async [Symbol.asyncDispose]() {} }),
    async [Symbol.asyncDispose]() {},
  }
}

taskStoreConformance(test, {
  name: 'MemoryTaskStore',
  openSite: () => memorySite((data) => new MemoryTaskStore(data)),
})

test('there is one wrong store for each theme', () => {
  expect(brokenTaskStores.map(({ theme }) => theme)).toEqual(taskStoreThemes.map(({ name }) => name))
})

test.each(brokenTaskStores)(
  'a store that $fault fails the theme “$theme” and no other',
  async ({ theme, openStore }) => {
    const failed: string[] = []
    for (const { name, check } of taskStoreThemes) {
      await using site = await memorySite(openStore)
      await check(site).catch((error: unknown) => {
        expect(error, 'a kit that breaks has found nothing').toMatchObject({ code: 'ERR_ASSERTION' })
        failed.push(name)
      })
    }
    expect(failed).toEqual([theme])
  },
)
