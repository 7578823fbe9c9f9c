import { expect, test } from 'vitest'
import { describeSettings } from './configuration/describe-settings.ts'
import { readServerSettings } from './configuration/read-server-settings.ts'
import { storageOptions, storageOptionsOf } from './storage-options.ts'

const whole = {
  MUNIMENT_S3_BUCKET: 'exams',
  MUNIMENT_S3_ENDPOINT: 'https://s3.example.edu',
  MUNIMENT_S3_PREFIX: 'faculty/law',
  MUNIMENT_S3_ACCESS_KEY_ID: 'the-key-of-the-bucket',
  MUNIMENT_S3_SECRET_ACCESS_KEY: 'the-secret-of-that-key',
  MUNIMENT_S3_PATH_STYLE: 'false',
}

test('a bucket is described by the file, the environment or both', () => {
  const s3 = {
    bucket: 'exams',
    endpoint: 'https://s3.example.edu',
    region: 'us-east-1',
    prefix: 'faculty/law',
    credentials: { accessKeyId: 'the-key-of-the-bucket', secretAccessKey: 'the-secret-of-that-key' },
    pathStyle: false,
  }
  expect(storageOptionsOf(whole)).toEqual({ s3 })
  const { MUNIMENT_S3_BUCKET: _, ...rest } = whole
  const file = { path: '/etc/muniment.toml', text: 's3Bucket = "exams"\ns3Region = "eu-central-1"' }
  const { settings } = readServerSettings({ file, environment: rest, options: {} })
  expect(storageOptions(settings)).toEqual({ s3: { ...s3, region: 'eu-central-1' } })
  expect(storageOptionsOf({})).toEqual({})
})

test.each([
  [{ MUNIMENT_S3_ENDPOINT: 'https://s3.example.edu' }, 's3Bucket (MUNIMENT_S3_BUCKET) is needed too'],
  [{ MUNIMENT_S3_REGION: 'eu-west-1' }, 's3Bucket'],
  [{ MUNIMENT_S3_BUCKET: 'exams', MUNIMENT_S3_ACCESS_KEY_ID: 'key' }, 's3SecretAccessKey'],
  [{ MUNIMENT_S3_BUCKET: 'exams', MUNIMENT_S3_SECRET_ACCESS_KEY: 'secret' }, 's3AccessKeyId'],
  [{ MUNIMENT_S3_BUCKET: 'Exams of 2026' }, 'MUNIMENT_S3_BUCKET has a value that it cannot have'],
  [{ MUNIMENT_S3_BUCKET: 'exams', MUNIMENT_S3_ENDPOINT: 'file:///srv' }, 'MUNIMENT_S3_ENDPOINT has a value'],
])('%j does not go together', (environment, message) => {
  expect(() => storageOptionsOf(environment)).toThrow(message)
})

test('keys of a bucket are not shown', () => {
  const lines = describeSettings(readServerSettings({ environment: whole, options: {} })).join('\n')
  expect(lines).toContain('s3Bucket = "exams" (environment)')
  expect(lines).toContain('s3SecretAccessKey = (hidden) (environment)')
  expect(lines).not.toMatch(/the-(?:key|secret)-of/u)
})
