import { openApiDocument, type OpenApiDocument } from '@muniment/server'
import { describe, expect, test } from 'vitest'
import { announcesBreakingChange } from './announces-breaking-change.ts'
import { findBreakingChanges } from './compare-apis.ts'

interface Described {
  readonly input?: unknown
  readonly required?: boolean
  readonly answer?: unknown
  readonly schemas?: unknown
}

/** A document of one procedure. */
function api({ input, required = true, answer = { type: 'boolean' }, schemas = {} }: Described): OpenApiDocument {
  const content = { 'application/json': { schema: { properties: { json: input } } } }
  const data = { properties: { json: answer } }
  const schema = { properties: { result: { properties: { data } } } }
  return {
    openapi: '3.1.1',
    info: {},
    tags: [],
    paths: {
      '/trpc/tasks.do': {
        post: {
          operationId: 'tasks.do',
          ...(input !== undefined && { requestBody: { required, content } }),
          responses: { '200': { content: { 'application/json': { schema } } } },
        },
      },
    },
    components: { schemas },
    security: [],
  }
}

const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required })
const text = { type: 'string' }
const kind = (name: string, more: object = {}) => object({ kind: { type: 'string', const: name }, ...more }, ['kind'])

describe('what breaks programs of others', () => {
  test.each<[string, Described, Described, string]>([
    [
      'a field that must be given',
      { input: object({}) },
      { input: object({ id: text }, ['id']) },
      'needs input.id now',
    ],
    ['a field that is not taken', { input: object({ id: text }) }, { input: object({}) }, 'has no input.id any more'],
    ['an input that must be given', { input: text, required: false }, { input: text }, 'must be given now'],
    ['no input', { input: text }, {}, 'takes no input any more'],
    [
      'a value that is not taken',
      { input: { enum: ['a', 'b'] } },
      { input: { enum: ['a'] } },
      'does not take "b" at input',
    ],
    [
      'values where there was text',
      { input: text },
      { input: { ...text, enum: ['a'] } },
      'only certain values at input',
    ],
    ['a kind that is not taken', { input: { anyOf: [kind('a'), kind('b')] } }, { input: kind('a') }, 'does not take'],
    [
      'a field of one kind',
      { input: { anyOf: [kind('a', { x: text }), kind('b')] } },
      { input: { anyOf: [kind('b'), kind('a')] } },
      'has no input|1.x',
    ],
    ['another type', { input: text }, { input: { type: 'number' } }, 'has "number" instead of "string" at input'],
    [
      'an answer without a field',
      { answer: object({ id: text }) },
      { answer: object({}) },
      'has no answer.id any more',
    ],
    [
      'an answer that may lack a field',
      { answer: object({ id: text }, ['id']) },
      { answer: object({ id: text }) },
      'may answer without answer.id',
    ],
    [
      'a field within a list',
      { answer: { type: 'array', items: object({ id: text }) } },
      { answer: { type: 'array', items: object({}) } },
      'answer[].id',
    ],
    [
      'a field of a named schema',
      {
        answer: { $ref: '#/components/schemas/A' },
        schemas: { A: object({ id: text, next: { $ref: '#/components/schemas/A' } }) },
      },
      {
        answer: { $ref: '#/components/schemas/A' },
        schemas: { A: object({ next: { $ref: '#/components/schemas/A' } }) },
      },
      'has no answer.id any more',
    ],
  ])('%s', (_, before, after, sentence) => {
    const changes = findBreakingChanges(api(before), api(after))
    expect(changes).toHaveLength(1)
    expect(changes[0]).toContain(sentence)
    expect(changes[0]).toMatch(/^tasks\.do /u)
  })

  test('a procedure that is gone', () => {
    const without: OpenApiDocument = { ...api({}), paths: {} }
    expect(findBreakingChanges(api({}), without)).toEqual(['tasks.do is gone.'])
  })
})

test.each<[string, Described, Described]>([
  ['the same', { input: object({ id: text }, ['id']) }, { input: object({ id: text }, ['id']) }],
  ['a field that may be given', { input: object({}) }, { input: object({ id: text }) }],
  ['a field that need not be given any more', { input: object({ id: text }, ['id']) }, { input: object({ id: text }) }],
  ['one more value and kind is taken', { input: { anyOf: [kind('a')] } }, { input: { anyOf: [kind('a'), kind('b')] } }],
  [
    'one more field, value and kind in an answer',
    { answer: kind('a') },
    { answer: { anyOf: [kind('b'), kind('a', { id: text })] } },
  ],
  ['a field that is always there now', { answer: object({ id: text }) }, { answer: object({ id: text }, ['id']) }],
])('%s breaks nothing', (_, before, after) => {
  expect(findBreakingChanges(api(before), api(after))).toEqual([])
})

test('the whole document can be compared, and any of its procedures missed', () => {
  const document = openApiDocument()
  expect(findBreakingChanges(document, document)).toEqual([])
  const { '/trpc/tasks.create': _create, ...paths } = document.paths
  expect(findBreakingChanges(document, { ...document, paths })).toEqual(['tasks.create is gone.'])
  expect(findBreakingChanges({ ...document, paths }, document)).toEqual([])
})

test('a breaking change is announced by a major version, or a minor one before version 1', () => {
  const changeset = (kind: string) => `---\n'@muniment/sdk': ${kind}\n---\n\nTasks are made otherwise.\n`
  expect(announcesBreakingChange([changeset('patch')], '0.4.0')).toBe(false)
  expect(announcesBreakingChange([changeset('patch'), changeset('minor')], '0.4.0')).toBe(true)
  expect(announcesBreakingChange([changeset('minor')], '1.4.0')).toBe(false)
  expect(announcesBreakingChange([changeset('major').replaceAll('\n', '\r\n')], '1.4.0')).toBe(true)
  expect(announcesBreakingChange(["---\n'@muniment/core': patch\n---\n\nminor"], '0.4.0')).toBe(false)
})
