import type { OpenApiDocument } from '@muniment/server'
import { at, isSchema, type Schema } from './schema-parts.ts'

/** What an operation takes. */
export interface Input {
  readonly required: boolean
  readonly schema: Schema | undefined
}

/** All operations, by their ids. */
export function operationsOf(document: OpenApiDocument): Map<string, Schema> {
  const operations = new Map<string, Schema>()
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (isSchema(operation)) operations.set(nameOf(operation, method, path), operation)
    }
  }
  return operations
}

function nameOf(operation: Schema, method: string, path: string): string {
  const operationId = operation['operationId']
  return typeof operationId === 'string' ? operationId : `${method} ${path}`
}

/** What an operation takes, without what it is wrapped in. */
export function inputOf(operation: Schema): Input {
  const parameters = operation['parameters']
  const holder = operation['requestBody'] ?? (Array.isArray(parameters) ? parameters[0] : undefined)
  if (!isSchema(holder)) return { required: false, schema: undefined }
  const wrapped = at(holder, 'content', 'application/json', 'schema', 'properties', 'json')
  return { required: holder['required'] === true, schema: isSchema(wrapped) ? wrapped : undefined }
}

/** What it answers if all goes well, or one event of a stream. */
export function answerOf(operation: Schema): Schema | undefined {
  const content = at(operation, 'responses', '200', 'content')
  const stream = at(content, 'text/event-stream', 'schema')
  const answer = at(
    content,
    'application/json',
    'schema',
    'properties',
    'result',
    'properties',
    'data',
    'properties',
    'json',
  )
  return isSchema(stream) ? stream : isSchema(answer) ? answer : undefined
}

/** The named schemas of a document. */
export function componentsOf(document: OpenApiDocument): Schema {
  const schemas = document.components['schemas']
  return isSchema(schemas) ? schemas : {}
}
