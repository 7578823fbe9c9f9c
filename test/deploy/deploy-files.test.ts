import { execFile, spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { openWorkspace } from '../support/open-muniment.ts'
import { startMuniment } from '../support/run-muniment.ts'

const run = promisify(execFile)
const folder = join(import.meta.dirname, '../../deploy')
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

test('the Dockerfile has no mistakes, and runs the program as a user who may not change it', async () => {
  const text = await read('Dockerfile')
  expect(validate(text).map(({ message, range }) => ({ line: range.start.line + 1, message }))).toEqual([])
  const stages = text.split(/^(?=FROM )/mu).slice(1)
  for (const stage of stages) expect(stage).toMatch(/^FROM node:\d+\.\d+\.\d+-\S+/u)
  const last = stages.at(-1) ?? ''
  expect(last).toMatch(/^USER node$/mu)
  expect(last).toMatch(/^HEALTHCHECK .*\n? +CMD \["node"/mu)
  // Nothing is copied from the context but what was built, and the program stays root's.
  expect(last.match(/^(?:COPY|ADD) .*$/gmu)).toEqual(['COPY --from=build /app /app'])
  expect(last.match(/^ENTRYPOINT .*$/mu)?.[0]).toBe('ENTRYPOINT ["node", "bin/muniment.mjs"]')
})

test('the compose file is one by its schema, and by the rules of a linter', async () => {
  const program = join(dirname(createRequire(import.meta.url).resolve('dclint/package.json')), 'bin/dclint.cjs')
  const found = spawnSync(process.execPath, [program, '--max-warnings', '0', join(folder, 'compose.yaml')], {
    encoding: 'utf8',
  })
  expect([found.stdout.trim(), found.stderr.trim()]).toEqual(['', ''])
  expect(found.status).toBe(0)
})

const analyses = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!analyses)(
  'the unit is one for systemd, and leaves the service little to harm (needs systemd-analyze)',
  async () => {
    await using workspace = await openWorkspace()
    const unit = join(workspace.path, 'muniment.service')
    // It is checked that the program is there; here it is another one.
    await writeFile(unit, (await read('muniment.service')).replace('/usr/bin/node', process.execPath))
    const verified = await run('systemd-analyze', ['verify', '--man=no', unit])
    expect(verified.stderr.trim()).toBe('')
    const judged = await run('systemd-analyze', ['security', '--offline=yes', '--no-pager', unit])
    const exposure = Number(/exposure level for \S+: (?<level>[\d.]+)/u.exec(judged.stdout)?.groups?.['level'])
    // Of ten; a service that is not confined has more than nine.
    expect(exposure).toBeLessThan(2)
  },
)

test('the configuration that comes with the unit is one', async () => {
  const shown = startMuniment(['serve', '--show-settings', '--config', join(folder, 'muniment.toml')])
  const { exitCode, stdout, stderr } = await shown.ended
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toContain('/var/lib/muniment')
}, 120_000)
