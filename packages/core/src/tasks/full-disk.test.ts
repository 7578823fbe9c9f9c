import { readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyArchive } from '../archive/verify-archive.ts'
import { openTestEngine, testActivity } from '../testing/open-test-engine.ts'
import { mountSmallDisk, noSmallDisk, type SmallDisk } from '../testing/small-disk.ts'

const items = 60

/** Fills the disk but for some bytes. @returns the file that takes the room */
async function fill({ path }: SmallDisk, leave: number): Promise<string> {
  const { bavail, bsize } = await statfs(path)
  const filler = join(path, 'filler')
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)))
  return filler
}

test.for([20_000, 60_000, 150_000, 400_000])(
  'with %d bytes left, a disk of database, store and archives is told as full, and the task goes on once there is room',
  async (leave, { skip }) => {
    await using disk = await mountSmallDisk('6m')
    if (!disk) return skip(noSmallDisk)
    await using muniment = await openTestEngine(disk.path)
    const { id } = await muniment.driver.createTask(testActivity, { items })
    await muniment.driver.executeTask(id)
    const filler = await fill(disk, leave)
    await muniment.engine.start()
    await muniment.reached(id, 'failed')
    expect(await muniment.driver.getTaskStatus(id)).toMatchObject({ state: 'failed', error: { code: 'storage_full' } })
    expect((await readdir(muniment.archiveFolder)).filter((name) => name.endsWith('.zip'))).toEqual([])

    await rm(filler)
    // What could be kept waits to be told; what could not goes on by itself.
    const state = async () => {
      if ((await muniment.ports.tasks.get(id))?.state === 'failed') await muniment.driver.executeTask(id)
      return (await muniment.driver.getTaskStatus(id)).state
    }
    await expect.poll(state, { timeout: 30_000 }).toBe('finished')
    const { entries } = await muniment.catalog.page()
    expect(entries).toMatchObject([{ taskId: id, items }])
    expect(await verifyArchive(entries[0]?.path ?? '')).toMatchObject({ verdict: 'intact', complete: true })
    expect((await stat(entries[0]?.path ?? '')).size).toBe(entries[0]?.sizeBytes)
  },
)
