/**
 * A process with an engine of its own on a database that others use, too: `engine-process.ts <folder> <lease in ms> [server]`.
 * Tells its parent of each item that it begins, and waits until the parent lets it go on.
 */
import { once } from 'node:events'
import process from 'node:process'
import { isOwnerGone, ownerName } from '../process-owner.ts'
import { useTestDatabaseServer } from './open-test-database.ts'
import { openTestEngine } from './open-test-engine.ts'

const [folder = '', leaseMs, server] = process.argv.slice(2)
useTestDatabaseServer(server)
await using muniment = await openTestEngine(folder, {
  options: { owner: ownerName('start'), leaseMs: Number(leaseMs), pollMs: 20 },
  ports: { isOwnerGone },
})
muniment.driver.script = async ({ key }, { task }) => {
  const goOn = once(process, 'message')
  // The parent may have gone by now: then nobody lets it go on, and the engine gives it up.
  process.send?.(`${task.id} ${key}`, () => undefined)
  await goOn
}
await muniment.engine.start()
await once(process, 'disconnect')
