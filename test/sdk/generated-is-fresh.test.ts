import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('the generated part of the SDK is what the router is', async () => {
  const script = join(import.meta.dirname, '../../packages/sdk/scripts/generate.ts')
  const run = promisify(execFile)(process.execPath, ['--conditions=source', script, '--check'])
  await expect(run).resolves.toMatchObject({ stderr: '' })
})
