import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { followChain } from './certificate-chain.ts'
import { createQuery } from './timestamp-query.ts'
import { checkAnswer } from './timestamper.ts'
import { readCertificates } from './verify-timestamps.ts'

const run = promisify(execFile)
const settings = `
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
[signer]
extendedKeyUsage = critical, timeStamping
[authority]
serial = serial
signer_cert = signer.pem
certs = root.pem
signer_key = signer.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.32473.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
`
const keys = { rsa: ['rsa:2048'], ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] } as const

test.each(['rsa', 'ec'] as const)('answers of openssl (%s) are read as we read our own', async (key) => {
  const isThere = await run('openssl', ['version']).then(
    () => true,
    () => false,
  )
  if (!isThere) {
    console.log('openssl is not installed: its answers are not read')
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'muniment-openssl-'))
  const openssl = (...args: readonly string[]) => run('openssl', args, { cwd: folder })
  try {
    await writeFile(join(folder, 'settings'), settings)
    await writeFile(join(folder, 'serial'), '01')
    const request = ['req', '-nodes', '-config', 'settings', '-newkey', ...keys[key]]
    await openssl(
      ...request,
      '-x509',
      '-extensions',
      'root',
      '-keyout',
      'root.key',
      '-out',
      'root.pem',
      '-subj',
      '/CN=Root',
    )
    await openssl(...request, '-keyout', 'signer.key', '-out', 'signer.csr', '-subj', '/O=Org/CN=Signer')
    const issue = ['x509', '-req', '-in', 'signer.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial']
    await openssl(...issue, '-out', 'signer.pem', '-extfile', 'settings', '-extensions', 'signer')
    const root = await readFile(join(folder, 'root.pem'), 'utf8')
    for (const hashFunction of ['sha256', 'sha384', 'sha512'] as const) {
      const data = Buffer.from(`certified by ${hashFunction}`)
      const query = createQuery(data, hashFunction, Buffer.from('a number'))
      await writeFile(join(folder, 'query'), query)
      await openssl(
        'ts',
        '-reply',
        '-config',
        'settings',
        '-section',
        'authority',
        '-queryfile',
        'query',
        '-out',
        'answer',
      )
      const token = checkAnswer(query, await readFile(join(folder, 'answer')), data)
      expect(token).toMatchObject({ authority: 'Signer', hashFunction })
      expect(followChain(token.signer, token.certificates, readCertificates([root]), token.time).kind).toBe('trusted')
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
