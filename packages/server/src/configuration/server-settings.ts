import { availableParallelism } from 'node:os'
import { delimiter } from 'node:path'
import { z } from 'zod'

/** One setting of `muniment serve`. What is not given here cannot be set. */
export interface ServerSetting<Value = unknown, Variable extends string = string> {
  /** For operators: what it does, in a sentence or two. */
  readonly meaning: string
  /** The environment variable that holds it. */
  readonly environment: Variable
  /** The option of the command line, as help shows it. Secrets have none: other users of a computer see them. */
  readonly option?: string
  /** Never shown. */
  readonly secret?: true
  /** Whether it names files or folders: relative ones count from the folder of the configuration file that names them. */
  readonly isPath?: true
  /** Checks a value of the configuration file, and what {@link fromText} makes. */
  readonly schema: z.ZodType<Value>
  /** Reads what the environment or the command line says; what is nonsense is left to the schema. */
  readonly fromText: (text: string) => unknown
  /** What holds where nothing is said. */
  readonly fallback: NoInfer<Value>
  /** The same in words, where the value alone says too little. */
  readonly fallbackInWords?: string
}

/** Keeps the type of a value and the name of its variable. */
const setting = <Value, const Variable extends string>(
  entry: ServerSetting<Value, Variable>,
): ServerSetting<Value, Variable> => entry

const asText = (text: string): unknown => text
const asNumber = (text: string): unknown => (/^-?\d+$/u.test(text.trim()) ? Number(text) : text)
const asSwitch = (text: string): unknown => ({ true: true, false: false })[text.trim().toLowerCase()] ?? text
const asList = (text: string): unknown => text.split(/[\s,]+/u).filter(Boolean)
const asPaths = (text: string): unknown => text.split(delimiter).filter(Boolean)

const optionalText = z.string().min(1).optional()
const list = z.array(z.string().min(1)).readonly()
const whole = (minimum: number, maximum: number) => z.int().min(minimum).max(maximum)

/** How loud the log is. `info`: each request and each step of a task. */
export const logLevels = ['error', 'warning', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** How a line of the log is written: for people, or as one JSON object for programs. */
export const logFormats = ['text', 'json'] as const
export type LogFormat = (typeof logFormats)[number]

/** Everything that can be set for a server: by file, environment and command line. The README's table is made of it. */
export const serverSettings = {
  dataFolder: setting({
    meaning: 'Folder of the database, the artifact store and the key.',
    environment: 'MUNIMENT_DATA',
    option: '--data <folder>',
    isPath: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'the data folder of the platform',
  }),
  archiveFolder: setting({
    meaning: 'Folder where sealed archives are put.',
    environment: 'MUNIMENT_ARCHIVES',
    option: '--archives <folder>',
    isPath: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: '`archives` in the data folder',
  }),
  databaseAddress: setting({
    meaning:
      'Address of a PostgreSQL database, `postgresql://user:password@host:5432/database?sslmode=verify-full`, that the server and its workers share.',
    environment: 'MUNIMENT_DATABASE',
    secret: true,
    schema: z.url({ protocol: /^postgres(?:ql)?$/u }).optional(),
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'SQLite in the data folder',
  }),
  databaseConnections: setting({
    meaning: 'How many connections to PostgreSQL each process opens at most, besides three for its queue.',
    environment: 'MUNIMENT_DATABASE_CONNECTIONS',
    schema: whole(2, 200),
    fromText: asNumber,
    fallback: 10,
  }),
  s3Bucket: setting({
    meaning:
      'Bucket of S3-compatible storage for artifacts and archives: the server and its workers then need no folder in common.',
    environment: 'MUNIMENT_S3_BUCKET',
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/u)
      .optional(),
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'folders on this computer',
  }),
  s3Endpoint: setting({
    meaning: 'Address of the storage, such as `https://s3.example.edu`.',
    environment: 'MUNIMENT_S3_ENDPOINT',
    schema: z.url({ protocol: /^https?$/u }).optional(),
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'that of Amazon for the region',
  }),
  s3Region: setting({
    meaning: 'Region of the bucket.',
    environment: 'MUNIMENT_S3_REGION',
    schema: z.string().regex(/^[a-z0-9-]{1,64}$/iu),
    fromText: asText,
    fallback: 'us-east-1',
  }),
  s3Prefix: setting({
    meaning: 'What all keys in the bucket begin with, so that several installations can share one.',
    environment: 'MUNIMENT_S3_PREFIX',
    schema: z
      .string()
      .regex(/^[\w!.'()/-]{1,200}$/u)
      .optional(),
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'nothing',
  }),
  s3AccessKeyId: setting({
    meaning: 'Name of the key that may list, read, write and delete in the bucket.',
    environment: 'MUNIMENT_S3_ACCESS_KEY_ID',
    secret: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'what the computer itself is to Amazon',
  }),
  s3SecretAccessKey: setting({
    meaning: 'The secret of that key.',
    environment: 'MUNIMENT_S3_SECRET_ACCESS_KEY',
    secret: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'none',
  }),
  s3PathStyle: setting({
    meaning: 'Whether the bucket is named in the path of an address rather than in its host name.',
    environment: 'MUNIMENT_S3_PATH_STYLE',
    schema: z.boolean().optional(),
    fromText: asSwitch,
    fallback: undefined,
    fallbackInWords: '`true` with `s3Endpoint`',
  }),
  executeTasks: setting({
    meaning: 'Whether the server executes tasks itself, besides its workers; without workers it must.',
    environment: 'MUNIMENT_EXECUTE_TASKS',
    schema: z.boolean(),
    fromText: asSwitch,
    fallback: true,
  }),
  host: setting({
    meaning: 'Address to listen on. `0.0.0.0` or `::` lets other computers in.',
    environment: 'MUNIMENT_LISTEN_HOST',
    option: '--host <host>',
    schema: z.string().min(1),
    fromText: asText,
    fallback: '127.0.0.1',
  }),
  port: setting({
    meaning: 'Port to listen on; 0 takes a free one.',
    environment: 'MUNIMENT_LISTEN_PORT',
    option: '--port <port>',
    schema: whole(0, 65_535),
    fromText: asNumber,
    fallback: 7420,
  }),
  allowedHosts: setting({
    meaning: 'Names by which a server that listens on this computer only may be addressed, as behind a reverse proxy.',
    environment: 'MUNIMENT_ALLOWED_HOSTS',
    option: '--allowed-host <name>',
    schema: list,
    fromText: asList,
    fallback: [],
    fallbackInWords: '`localhost` alone',
  }),
  trustedProxies: setting({
    meaning:
      'Addresses or networks (`10.0.0.0/8`) of proxies that are believed whom they speak for (`X-Forwarded-For`).',
    environment: 'MUNIMENT_TRUSTED_PROXIES',
    schema: list,
    fromText: asList,
    fallback: [],
    fallbackInWords: 'none',
  }),
  allowedAddresses: setting({
    meaning:
      'Hosts, addresses and networks (`moodle.example.edu`, `10.0.0.0/8`) that sources, their proxies and time-stamping authorities may have although they are not public; `any` for all.',
    environment: 'MUNIMENT_ALLOWED_ADDRESSES',
    schema: list,
    fromText: asList,
    fallback: [],
    fallbackInWords: 'public addresses alone',
  }),
  tlsCertificate: setting({
    meaning: 'File with the certificate and its chain (PEM): the server then speaks HTTPS. Needs `tlsKey`.',
    environment: 'MUNIMENT_TLS_CERTIFICATE',
    isPath: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'HTTP, for a proxy that does TLS',
  }),
  tlsKey: setting({
    meaning: 'File with the private key of the certificate (PEM).',
    environment: 'MUNIMENT_TLS_KEY',
    isPath: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'none',
  }),
  apiKey: setting({
    meaning:
      'A key that may do everything, besides those that `muniment keys` makes; for commands with `--server`, the key that they send.',
    environment: 'MUNIMENT_API_KEY',
    secret: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'none; a first start makes a key and prints it once',
  }),
  secretKey: setting({
    meaning: 'Key that encrypts kept sign-ins: 32 bytes in base64.',
    environment: 'MUNIMENT_SECRET_KEY',
    secret: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'a key file in the data folder',
  }),
  driverFolders: setting({
    meaning: 'Folders with packages of further archivers; in the environment separated as in PATH.',
    environment: 'MUNIMENT_DRIVERS',
    option: '--drivers <folder>',
    isPath: true,
    schema: list,
    fromText: asPaths,
    fallback: [],
    fallbackInWords: '`drivers` in the data folder',
  }),
  concurrency: setting({
    meaning: 'How many items are worked on at once, of all tasks together.',
    environment: 'MUNIMENT_CONCURRENCY',
    option: '--concurrency <items>',
    schema: whole(1, 64),
    fromText: asNumber,
    fallback: 4,
  }),
  typesetterProcesses: setting({
    meaning: 'How many child processes typeset reports; each takes up to 350 MB.',
    environment: 'MUNIMENT_TYPESETTERS',
    option: '--typesetters <processes>',
    schema: whole(1, 64),
    fromText: asNumber,
    fallback: Math.min(availableParallelism(), 64),
    fallbackInWords: 'one a core',
  }),
  timestampAuthorities: setting({
    meaning: 'Addresses of time-stamping authorities (RFC 3161) that certify archives, with spaces between.',
    environment: 'MUNIMENT_TIMESTAMP_AUTHORITIES',
    schema: list,
    fromText: asList,
    fallback: [],
    fallbackInWords: 'none',
  }),
  timestampProxy: setting({
    meaning: 'Address of a proxy through which time-stamping authorities are asked.',
    environment: 'MUNIMENT_TIMESTAMP_PROXY',
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'none',
  }),
  authorityCertificates: setting({
    meaning: 'File with certificates (PEM) of time-stamping authorities to trust.',
    environment: 'MUNIMENT_AUTHORITY_CERTIFICATES',
    isPath: true,
    schema: optionalText,
    fromText: asText,
    fallback: undefined,
    fallbackInWords: 'none',
  }),
  verifyEveryDays: setting({
    meaning: 'After how many days a kept archive is verified again by itself, when nothing else is to do; 0 for never.',
    environment: 'MUNIMENT_VERIFY_EVERY_DAYS',
    schema: whole(0, 3650),
    fromText: asNumber,
    fallback: 30,
  }),
  requestTimeoutSeconds: setting({
    meaning: 'How long a client may take to send a whole request.',
    environment: 'MUNIMENT_REQUEST_TIMEOUT',
    schema: whole(1, 3600),
    fromText: asNumber,
    fallback: 30,
  }),
  requestsPerMinute: setting({
    meaning: 'How many requests one key may send in a minute.',
    environment: 'MUNIMENT_REQUESTS_PER_MINUTE',
    schema: whole(1, 1_000_000),
    fromText: asNumber,
    fallback: 6000,
  }),
  maximumRequestBytes: setting({
    meaning: 'Largest body of a request. Files are sent in parts of at most 512 KiB, which need 1 MiB.',
    environment: 'MUNIMENT_MAXIMUM_REQUEST_BYTES',
    schema: whole(1024 * 1024, 64 * 1024 * 1024),
    fromText: asNumber,
    fallback: 1024 * 1024,
  }),
  drainSeconds: setting({
    meaning: 'How long stopping waits for requests that are being answered.',
    environment: 'MUNIMENT_DRAIN_SECONDS',
    schema: whole(0, 600),
    fromText: asNumber,
    fallback: 10,
  }),
  metrics: setting({
    meaning: 'Whether `/metrics` tells figures to Prometheus, which needs an API key like everyone.',
    environment: 'MUNIMENT_METRICS',
    schema: z.boolean(),
    fromText: asSwitch,
    fallback: true,
  }),
  webApp: setting({
    meaning: 'Whether the server shows the web app to browsers, who sign in with an API key.',
    environment: 'MUNIMENT_WEB_APP',
    schema: z.boolean(),
    fromText: asSwitch,
    fallback: true,
  }),
  logLevel: setting({
    meaning: `How loud the log is: ${logLevels.map((level) => `\`${level}\``).join(', ')}.`,
    environment: 'MUNIMENT_LOG_LEVEL',
    option: '--log-level <level>',
    schema: z.enum(logLevels),
    fromText: asText,
    fallback: 'info',
  }),
  logFormat: setting({
    meaning: 'How a line of the log is written: `text` for people, `json` for programs.',
    environment: 'MUNIMENT_LOG_FORMAT',
    option: '--log-format <format>',
    schema: z.enum(logFormats),
    fromText: asText,
    fallback: 'text',
  }),
} as const

export type ServerSettingName = keyof typeof serverSettings

/** The settings of a server, each with a value. */
export type ServerSettings = {
  readonly [Name in ServerSettingName]: z.output<(typeof serverSettings)[Name]['schema']>
}

/** Where the value of a setting comes from; later ones win. */
export const settingOrigins = ['default', 'file', 'environment', 'command line'] as const
export type SettingOrigin = (typeof settingOrigins)[number]

export const serverSettingNames = Object.keys(serverSettings).filter(isServerSettingName)

export function isServerSettingName(name: string): name is ServerSettingName {
  return Object.hasOwn(serverSettings, name)
}
