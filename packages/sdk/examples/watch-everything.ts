/** Tells of all tasks as they go, also over restarts of the server, until it is interrupted. */
import { createMunimentClient } from '@muniment/sdk'

const { MUNIMENT_URL = 'http://127.0.0.1:7420', MUNIMENT_API_KEY = '' } = process.env
const client = createMunimentClient({ url: MUNIMENT_URL, apiKey: MUNIMENT_API_KEY })
const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort())

for await (const event of client.tasks.watch({}, { signal: interrupted.signal })) {
  if (event.kind === 'log') console.log(`${event.entry.at.toISOString()} ${event.entry.message}`)
  else console.log(`${event.status.taskId} ${event.status.state} ${event.status.progress.itemsFinished}`)
}
