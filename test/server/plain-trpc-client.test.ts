import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client'
import { createHttpServer, type AppRouter, type HttpServer } from '@muniment/server'
import { EventSource } from 'eventsource'
import superjson from 'superjson'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { openScriptedCore, scriptedActivity, type ScriptedCore } from '../support/open-scripted-core.ts'

const authorization = 'Bearer a-key-that-is-long-enough'
let scripted: ScriptedCore
let server: HttpServer

beforeAll(async () => {
  scripted = await openScriptedCore()
  await scripted.core.start()
  server = await createHttpServer(scripted.core, { apiKeys: ['a-key-that-is-long-enough'] })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

/** tRPC's own client, with types from the router itself. */
function connect() {
  const url = `${server.url}/trpc`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          transformer: superjson,
          EventSource,
          eventSourceOptions: () => ({
            fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, authorization } }),
          }),
        }),
        false: httpLink({ url, transformer: superjson, headers: { authorization } }),
      }),
    ],
  })
}

test('whoever speaks tRPC needs no SDK: calls, dates, errors and types', async () => {
  const client = connect()
  const task = await client.tasks.create.mutate({
    driverId: 'scripted',
    activity: scriptedActivity,
    settings: { items: 2 },
  })
  expectTypeOf(task.createdAt).toEqualTypeOf<Date>()
  expect(task.createdAt).toBeInstanceOf(Date)
  expect(await client.tasks.getStatus.query({ taskId: task.id })).toMatchObject({ state: 'created' })
  const error: unknown = await client.tasks.get.query({ taskId: 'none' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(TRPCClientError)
  expect(error).toMatchObject({ data: { code: 'not_found' } })
})

test('a subscription tells a task to its end', async () => {
  const client = connect()
  const { id: taskId } = await client.tasks.create.mutate({
    driverId: 'scripted',
    activity: scriptedActivity,
    settings: { items: 2 },
  })
  const states: string[] = []
  const finished = Promise.withResolvers<void>()
  const subscription = client.tasks.watch.subscribe(
    { taskId, after: 0 },
    {
      onData: ({ data }) => {
        if (data.kind !== 'status') return
        states.push(data.status.state)
        if (data.status.state === 'finished') finished.resolve()
      },
      onError: (error) => finished.reject(error),
    },
  )
  expect(await client.tasks.execute.mutate({ taskId })).toBe(true)
  await finished.promise
  subscription.unsubscribe()
  expect(states.at(-1)).toBe('finished')
})
