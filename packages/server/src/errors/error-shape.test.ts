import { ArchivingError, errorCodes } from '@muniment/core'
import { TRPCError } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { toErrorShape } from './error-shape.ts'
import { toArchivingError } from './to-archiving-error.ts'
import { trpcCodes } from './to-trpc-error.ts'

const nothingToReport = (): never => {
  throw new Error('There is nothing to report.')
}

describe('what clients are told of an error', () => {
  it('has a place in HTTP for each code', () => {
    expect(Object.keys(trpcCodes).toSorted()).toEqual(Object.keys(errorCodes).toSorted())
  })

  it('is our code, message, retry class and details, and never the cause', () => {
    const error = new ArchivingError('source_rate_limited', 'The site wants us to wait.', {
      cause: new Error('secret'),
      details: { site: 'moodle.example' },
      retryAfterMs: 5_000,
    })
    const shape = toErrorShape(error)
    expect(shape).toMatchObject({
      message: 'The site wants us to wait.',
      data: {
        text: { en: 'The site wants us to wait.', de: expect.stringContaining('Website') },
        code: 'source_rate_limited',
        retry: 'later',
        details: { site: 'moodle.example' },
        retryAfterMs: 5_000,
        httpStatus: 429,
      },
    })
    expect(JSON.stringify(shape)).not.toContain('secret')
  })

  it('names the field of a refused input', () => {
    const schema = z.strictObject({ activity: z.object({ courseId: z.int() }) })
    expect(refuse(schema, { activity: { courseId: 'seven' } })).toMatchObject({
      code: 'input_invalid',
      details: { field: 'activity.courseId' },
    })
    expect(refuse(schema, { activity: { courseId: 7 }, colour: 'red' })).toMatchObject({
      code: 'input_invalid',
      details: { field: 'colour' },
      message: 'There is no “colour” to give.',
    })
    expect(refuse(schema, undefined)).toMatchObject({ details: { field: 'input' } })
  })

  it('hides what is unexpected behind the name of an incident', () => {
    const cause = new Error('SELECT token FROM source')
    const reported: unknown[] = []
    const shown = toArchivingError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause }), (error) => {
      reported.push(error)
      return 'incident-1'
    })
    expect(shown).toMatchObject({ code: 'driver_fault', details: { incident: 'incident-1' } })
    expect(JSON.stringify(toErrorShape(shown))).not.toContain('SELECT')
    expect(reported).toEqual([cause])
  })

  it('hides an output that is not as it should be: that is no fault of the caller', () => {
    const { error: cause } = z.string().safeParse(7)
    const shown = toArchivingError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause }), () => 'incident-2')
    expect(shown.code).toBe('driver_fault')
  })
})

function refuse(schema: z.ZodType, input: unknown): ArchivingError {
  const { error: cause } = schema.safeParse(input)
  return toArchivingError(new TRPCError({ code: 'BAD_REQUEST', cause }), nothingToReport)
}
