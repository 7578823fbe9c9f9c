import { z } from 'zod'
import { errorCode, errorDetails, errorRetry } from '../schemas/error.ts'
import { localizedText } from '../schemas/localized-text.ts'
import { packageVersion } from '../package-version.ts'
import { JsonSchemas, type JsonSchema } from './json-schemas.ts'
import { describedProcedures, type DescribedProcedure } from '../described-procedures.ts'

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly info: Readonly<Record<string, unknown>>
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, unknown>>
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
}

const introduction = `Archives what students handed in to a learning-management system, and how it was marked.

Every procedure is one request. What it takes is wrapped as \`{"json": …}\`; what it answers is \`{"result": {"data": {"json": …}}}\`, an
error \`{"error": {"json": …}}\`. This is the protocol of tRPC 11 with superjson: dates are text in ISO 8601; where one is sent, it is
named beside, as in \`{"json": {"expiresAt": "2027-01-01T00:00:00Z"}, "meta": {"values": {"expiresAt": ["Date"]}}}\`. Answers may have
fields that are not named here; ignore them. TypeScript programs use \`@muniment/sdk\` instead.`

/** What the server offers, for programs in other languages, written from its router. The same each time. */
export function openApiDocument(): OpenApiDocument {
  const schemas = new JsonSchemas()
  const error = schemas.write(apiError, 'output')
  const procedures = describedProcedures()
  const entries = procedures.map((procedure) => [
    `/trpc/${procedure.path}`,
    { [procedure.type === 'mutation' ? 'post' : 'get']: describeProcedure(procedure, schemas, error) },
  ])
  const nouns = new Set(procedures.map(({ path }) => nounOf(path)))
  return {
    openapi: '3.1.1',
    info: {
      title: 'Muniment',
      version: packageVersion(),
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [...nouns].map((name) => ({ name })),
    paths: {
      ...Object.fromEntries(entries),
      '/archives/{archiveId}/download': { get: downloadOperation(error) },
      '/archives/{archiveId}/files/{path}': { get: fileOperation(error) },
    },
    components: {
      schemas: schemas.components,
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key that `muniment keys` made.' } },
    },
    security: [{ key: [] }],
  }
}

const apiError = z
  .object({
    message: z.string().describe('For people: what went wrong, and what to do.'),
    code: z.int().describe('The number that JSON-RPC has for errors of this kind.'),
    data: z.object({
      code: errorCode,
      text: localizedText.describe('The message in the languages that there are.'),
      retry: errorRetry,
      details: errorDetails,
      httpStatus: z.int(),
      retryAfterMs: z.number().optional().describe('How long to wait before another try, in milliseconds.'),
    }),
  })
  .meta({ id: 'ApiError', description: 'Why a call failed. Decide by `data.code`.' })

const nounOf = (path: string): string => path.split('.', 1)[0] ?? path

function describeProcedure(procedure: DescribedProcedure, schemas: JsonSchemas, error: JsonSchema): JsonSchema {
  const { path, type, description, permission, input, output } = procedure
  return {
    operationId: path,
    tags: [nounOf(path)],
    description,
    // Which roles have which permission is in the server's README.
    'x-permission': permission,
    ...(input && (type === 'mutation' ? bodyOf(input, schemas) : parameterOf(input, schemas))),
    responses: {
      '200': type === 'subscription' ? events(output, schemas) : answer(output, schemas),
      default: failure(error),
    },
  }
}

function wrapped(input: z.ZodType, schemas: JsonSchemas): JsonSchema {
  return {
    type: 'object',
    properties: { json: schemas.write(input, 'input'), meta: { type: 'object' } },
    required: ['json'],
  }
}

function bodyOf(input: z.ZodType, schemas: JsonSchemas): JsonSchema {
  return {
    requestBody: {
      required: !input.isOptional(),
      content: { 'application/json': { schema: wrapped(input, schemas) } },
    },
  }
}

function parameterOf(input: z.ZodType, schemas: JsonSchemas): JsonSchema {
  const parameter = {
    name: 'input',
    in: 'query',
    required: !input.isOptional(),
    content: { 'application/json': { schema: wrapped(input, schemas) } },
  }
  return { parameters: [parameter] }
}

function answer(output: z.ZodType, schemas: JsonSchemas): JsonSchema {
  const data = { type: 'object', properties: { json: schemas.write(output, 'output'), meta: { type: 'object' } } }
  const result = { type: 'object', properties: { data }, required: ['data'] }
  const schema = { type: 'object', properties: { result }, required: ['result'] }
  return { description: 'The answer.', content: { 'application/json': { schema } } }
}

function events(event: z.ZodType, schemas: JsonSchemas): JsonSchema {
  return {
    description:
      'Server-sent events. The data of each is `{"json": …}` with what stands here; its id goes back as `lastEventId` of the ' +
      'input to go on after it. Events named `connected`, `ping` and `return` have nothing to say.',
    content: { 'text/event-stream': { schema: schemas.write(event, 'output') } },
  }
}

function failure(error: JsonSchema): JsonSchema {
  const wrapper = { type: 'object', properties: { json: error, meta: { type: 'object' } }, required: ['json'] }
  const schema = { type: 'object', properties: { error: wrapper }, required: ['error'] }
  return { description: 'It failed.', content: { 'application/json': { schema } } }
}

function downloadOperation(error: JsonSchema): JsonSchema {
  return {
    operationId: 'archives.download',
    tags: ['archives'],
    description: 'The file of an archive. Parts can be had by `Range`.',
    'x-permission': 'look',
    parameters: [{ name: 'archiveId', in: 'path', required: true, schema: { type: 'string' } }],
    responses: {
      '200': { description: 'The archive, a zip.', content: { 'application/zip': {} } },
      '206': { description: 'The part that was asked for.', content: { 'application/zip': {} } },
      default: failure(error),
    },
  }
}

function fileOperation(error: JsonSchema): JsonSchema {
  const description = 'From the archive’s folder: `data/index.html`. Its slashes stand as they are in the address.'
  return {
    operationId: 'archives.openFile',
    tags: ['archives'],
    description:
      'A file within an archive, unpacked. Nothing in it runs in a browser; most is saved rather than shown.',
    'x-permission': 'look',
    parameters: [
      { name: 'archiveId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'path', in: 'path', required: true, description, schema: { type: 'string' } },
    ],
    responses: {
      '200': { description: 'The file.', content: { 'application/octet-stream': {} } },
      default: failure(error),
    },
  }
}
