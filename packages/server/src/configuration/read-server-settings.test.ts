import { resolve } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { describeSettings } from './describe-settings.ts'
import { readServerSettings, refuseUnknownVariables } from './read-server-settings.ts'

const file = (text: string) => ({ path: resolve('/etc/muniment/server.toml'), text })
const nothing = { environment: {}, options: {} }

test('where nothing is said, defaults hold', () => {
  const { settings, origins } = readServerSettings(nothing)
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 7420, concurrency: 4, metrics: true, logLevel: 'info' })
  expect(new Set(Object.values(origins))).toEqual(new Set(['default']))
})

test('the command line wins over the environment, that over the file', () => {
  const { settings, origins } = readServerSettings({
    file: file('port = 1\nconcurrency = 2\nlogFormat = "json"\nhost = "::"'),
    environment: { MUNIMENT_LISTEN_PORT: '3', MUNIMENT_CONCURRENCY: '4', MUNIMENT_LOG_FORMAT: '' },
    options: { port: '5' },
  })
  expect(settings).toMatchObject({ port: 5, concurrency: 4, logFormat: 'json', host: '::' })
  expect(origins).toMatchObject({
    port: 'command line',
    concurrency: 'environment',
    logFormat: 'file',
    host: 'file',
    metrics: 'default',
  })
})

test('paths in the file count from its folder, those of the command line from where one is', () => {
  const { settings } = readServerSettings({
    file: file('dataFolder = "data"\ndriverFolders = ["drivers", "/opt/drivers"]'),
    environment: {},
    options: { archiveFolder: 'archives' },
  })
  expect(settings.dataFolder).toBe(resolve('/etc/muniment/data'))
  expect(settings.driverFolders).toEqual([resolve('/etc/muniment/drivers'), resolve('/opt/drivers')])
  expect(settings.archiveFolder).toBe('archives')
})

describe('what cannot be', () => {
  it.each([
    ['an unknown name', 'prot = 1', 'there is no setting “prot”. Did you mean port?'],
    ['a name that is like no other', 'colour = "red"', 'there is no setting “colour”.'],
    ['a name of all objects', 'constructor = 1', 'there is no setting “constructor”.'],
    ['a number that is too large', 'port = 70000', 'server.toml: port has a value that it cannot have. 70000.'],
    ['a text for a number', 'port = "7420"', 'port has a value that it cannot have. "7420".'],
    ['a broken file', 'port = \n', 'server.toml is not valid TOML at line 1'],
  ])('in the file: %s', (_what, text, message) => {
    expect(() => readServerSettings({ ...nothing, file: file(text) })).toThrow(message)
  })

  it.each([
    ['MUNIMENT_LISTEN_PORT', '7420x'],
    ['MUNIMENT_METRICS', 'perhaps'],
    ['MUNIMENT_LOG_LEVEL', 'loud'],
    ['MUNIMENT_CONCURRENCY', '0'],
  ])('in the environment: %s=%s', (name, value) => {
    expect(() => readServerSettings({ environment: { [name]: value }, options: {} })).toThrow(
      `${name} has a value that it cannot have. "${value}"`.replace('"0"', '0'),
    )
  })

  it('a secret is not repeated', () => {
    const secret = { ...nothing, file: file('apiKey = 123456789') }
    expect(() => readServerSettings(secret)).toThrow('apiKey has a value that it cannot have. ')
    expect(() => readServerSettings(secret)).not.toThrow('123456789')
  })

  it('a variable that looks like ours', () => {
    const known = ['MUNIMENT_DATA', 'MUNIMENT_LISTEN_PORT']
    expect(() => refuseUnknownVariables({ MUNIMENT_DATE: '/srv' }, known)).toThrow('Did you mean MUNIMENT_DATA?')
    // What Kubernetes sets for a service of that name.
    const fromKubernetes = {
      MUNIMENT_PORT: 'tcp://10.0.0.1:7420',
      MUNIMENT_PORT_7420_TCP: 'tcp://10.0.0.1:7420',
      MUNIMENT_PORT_7420_TCP_ADDR: '10.0.0.1',
      MUNIMENT_SERVICE_HOST: '10.0.0.1',
      MUNIMENT_SERVICE_PORT: '7420',
      MUNIMENT_SERVICE_PORT_HTTP: '7420',
    }
    expect(() => refuseUnknownVariables({ ...fromKubernetes, MUNIMENT_DATA: '/srv' }, known)).not.toThrow()
  })
})

test('lists and switches are read from the environment', () => {
  const { settings } = readServerSettings({
    environment: {
      MUNIMENT_TIMESTAMP_AUTHORITIES: ' https://one.example/tsr  https://two.example/tsr ',
      MUNIMENT_ALLOWED_HOSTS: 'a.example,b.example',
      MUNIMENT_METRICS: 'FALSE',
    },
    options: {},
  })
  expect(settings.timestampAuthorities).toEqual(['https://one.example/tsr', 'https://two.example/tsr'])
  expect(settings.allowedHosts).toEqual(['a.example', 'b.example'])
  expect(settings.metrics).toBe(false)
})

test('settings are shown with who said so, secrets never', () => {
  const lines = describeSettings(
    readServerSettings({
      environment: { MUNIMENT_API_KEY: 'the-key-of-the-office' },
      options: { port: '0' },
    }),
  )
  expect(lines).toContain('port = 0 (command line)')
  expect(lines).toContain('apiKey = (hidden) (environment)')
  expect(lines).toContain('dataFolder = the data folder of the platform (default)')
  expect(lines.join('\n')).not.toContain('the-key')
})
