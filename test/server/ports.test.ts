import { createHash } from 'node:crypto'
import { MessageChannel } from 'node:worker_threads'
import { createMunimentClient, MunimentError, type MunimentClient, type TaskEvent } from '@muniment/sdk'
import { createInProcessPort, serveMessagePort, toPort, type Incident } from '@muniment/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  innerSecret,
  openScriptedCore,
  runScriptedTask,
  scriptedActivity,
  type ScriptedCore,
} from '../support/open-scripted-core.ts'

let scripted: ScriptedCore
beforeEach(async () => {
  scripted = await openScriptedCore()
})
afterEach(() => scripted[Symbol.asyncDispose]())

/** A client at one end, the router at the other. */
interface Connection extends AsyncDisposable {
  readonly client: MunimentClient
}

type Connect = (onIncident?: (incident: Incident) => void) => Connection

const connections: Record<string, Connect> = {
  'a message port': (onIncident) => {
    const { port1, port2 } = new MessageChannel()
    const serving = serveMessagePort(toPort(port2), scripted.core, {
      requestedBy: 'the app',
      ...(onIncident && { onIncident }),
    })
    return {
      client: createMunimentClient({ port: port1 }),
      [Symbol.asyncDispose]: () => serving[Symbol.asyncDispose](),
    }
  },
  'a port in the process': (onIncident) => {
    const port = createInProcessPort(scripted.core, { requestedBy: 'the app', ...(onIncident && { onIncident }) })
    return { client: createMunimentClient({ port }), [Symbol.asyncDispose]: () => port[Symbol.asyncDispose]() }
  },
}

describe.each(Object.entries(connections))('%s', (_name, connect) => {
  test('carries calls, dates as dates', async () => {
    await using connection = connect()
    const { client } = connection
    expect((await client.system.describe()).startedAt).toEqual(new Date('2026-11-23T08:00:00Z'))
    const task = await client.tasks.create({ driverId: 'scripted', activity: scriptedActivity })
    expect(task).toMatchObject({ requestedBy: 'the app', startedAt: null, destinationFolder: null })
    expect(task.createdAt).toBeInstanceOf(Date)
  })

  test('callers on this computer may choose the folder', async () => {
    await using connection = connect()
    const request = { driverId: 'scripted', activity: scriptedActivity, destinationFolder: scripted.folder }
    expect((await connection.client.tasks.create(request)).destinationFolder).toBe(scripted.folder)
  })

  test('many calls at once get their own answers', async () => {
    await using connection = connect()
    const pages = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        connection.client.sources.listParticipants({
          sourceId: 'source-1',
          courseId: 7,
          limit: 1,
          cursor: String(index),
        }),
      ),
    )
    expect(pages.map((page) => page.entries[0]?.userId)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  test('errors keep code and details; the unknown stays hidden', async () => {
    const incidents: Incident[] = []
    await using connection = connect((incident) => incidents.push(incident))
    const { client } = connection
    const unknown = client.tasks.create({ driverId: 'scripted', activity: scriptedActivity, settings: { nonsense: 1 } })
    await expect(unknown).rejects.toBeInstanceOf(MunimentError)
    await expect(unknown).rejects.toMatchObject({ code: 'settings_invalid', details: { setting: 'nonsense' } })
    const hidden: unknown = await client.sources.check({ sourceId: 'source-1' }).catch((error: unknown) => error)
    expect(hidden).toMatchObject({ code: 'driver_fault', details: { incident: incidents[0]?.id } })
    expect(String(hidden)).not.toContain(innerSecret)
  })

  test('a watched task is told to its end', async () => {
    await using connection = connect()
    const { client } = connection
    const { id: taskId } = await client.tasks.create({ driverId: 'scripted', activity: scriptedActivity })
    await client.tasks.execute({ taskId })
    const events: TaskEvent[] = []
    for await (const event of client.tasks.watch({ taskId, after: 0 })) events.push(event)
    const { entries } = await client.tasks.listLog({ taskId })
    expect(events.flatMap((event) => (event.kind === 'log' ? [event.entry] : []))).toEqual(entries)
    expect(events.at(-1)).toMatchObject({ status: { state: 'finished', progress: { itemsFinished: 5 } } })
  })

  test('an aborted call ends here and there', async () => {
    await using connection = connect()
    const controller = new AbortController()
    const call = connection.client.sources.listActivities(
      { sourceId: 'source-1', courseId: 7 },
      { signal: controller.signal },
    )
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    const late = connection.client.sources.list({}, { signal: controller.signal })
    await expect(late).rejects.toMatchObject({ code: 'aborted' })
  })

  test('watching ends with its signal, and by leaving the loop', async () => {
    await using connection = connect()
    const { client } = connection
    const { id: taskId } = await client.tasks.create({ driverId: 'scripted', activity: scriptedActivity })
    const controller = new AbortController()
    for await (const _event of client.tasks.watch({ taskId }, { signal: controller.signal })) controller.abort()
    for await (const _event of client.tasks.watch({ taskId })) break
  })

  test('a download streams the file', async () => {
    await using connection = connect()
    const { client } = connection
    const { archiveId } = await client.tasks.get({ taskId: await runScriptedTask(scripted) })
    const { content, sha256 } = await client.archives.download({ archiveId: archiveId ?? '' })
    const hash = createHash('sha256')
    for await (const chunk of content) hash.update(chunk)
    expect(hash.digest('hex')).toBe(sha256)
    await expect(client.archives.download({ archiveId: 'unknown' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a damaged archive is a finding, not an error', async () => {
    await using connection = connect()
    const { client } = connection
    const { archiveId } = await client.tasks.get({ taskId: await runScriptedTask(scripted) })
    const verified = await client.archives.verify({ archiveId: archiveId ?? '' })
    expect(verified).toMatchObject({ verdict: 'intact', contentsChecked: null })
    const deep = await client.archives.verify({ archiveId: archiveId ?? '', deep: true })
    expect(deep).toMatchObject({ verdict: 'intact', contentsChecked: { reports: 0 } })
  })

  test('closing ends what runs, and later calls say so', async () => {
    const connection = connect()
    const { client } = connection
    const call = client.sources.listActivities({ sourceId: 'source-1', courseId: 7 })
    const watching = client.tasks.watch()[Symbol.asyncIterator]().next()
    await Promise.all([
      expect(call).rejects.toMatchObject({ code: 'connection_failed' }),
      expect(watching).rejects.toMatchObject({ code: 'connection_failed' }),
      connection[Symbol.asyncDispose](),
    ])
    await expect(client.sources.list()).rejects.toMatchObject({ code: 'connection_failed' })
  })
})

test('what is no request harms no other', async () => {
  const { port1, port2 } = new MessageChannel()
  await using _serving = serveMessagePort(toPort(port2), scripted.core)
  for (const message of [null, 'hello', 7, {}, { id: 'x' }, { id: 901, method: 'eval' }, { id: 902, method: 'more' }]) {
    port1.postMessage(message)
  }
  expect((await createMunimentClient({ port: port1 }).sources.list()).entries).toHaveLength(1)
})
