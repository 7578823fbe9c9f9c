import { tracked, type TrackedEnvelope } from '@trpc/server'
import { z } from 'zod'

/**
 * Output of a subscription: checks each event on its way out and marks it with its id, from which a client goes on
 * after its connection broke.
 */
export function eventStreamOf<Event extends z.ZodType<{ readonly id: number }>>(event: Event) {
  return z.custom<AsyncIterable<z.input<Event>>>(isAsyncIterable).transform((events) => trackedEvents(events, event))
}

async function* trackedEvents<Event extends z.ZodType<{ readonly id: number }>>(
  events: AsyncIterable<z.input<Event>>,
  schema: Event,
): AsyncGenerator<TrackedEnvelope<z.output<Event>>, void> {
  for await (const event of events) {
    const checked = schema.parse(event)
    yield tracked(String(checked.id), checked)
  }
}

const isAsyncIterable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
