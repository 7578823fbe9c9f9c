// Says what reports are set with, and ends: node describe-main.js <an empty folder of our own>.
// Everything comes from the code that sets reports in this installation, nothing from a list.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import { fontFamilies, fontPath } from '../fonts/font-files.ts'
import type { TypesetterComponent } from '../report-typesetter.ts'
import { packageVersion } from './package-version.ts'

/** Packages whose code the bytes come from, and those that they bring along. */
const fromPackages: readonly (readonly [name: string, neededBy?: string])[] = [
  ['@myriaddreamin/typst-ts-node-compiler'],
  ['@cantoo/pdf-lib'],
  ['fflate', '@cantoo/pdf-lib'],
  ['@mathjax/src'],
  ['@mathjax/mathjax-newcm-font', '@mathjax/src'],
  ['@mathjax/mathjax-mhchem-font-extension'],
]

/** The compiler knows its version only within a document. */
function typstVersion(workspace: string): string {
  const compiler = NodeCompiler.create({ workspace })
  const { result } = compiler.compile({ mainFileContent: '#metadata(str(sys.version)) <version>' })
  const [version]: unknown[] = result === null ? [] : compiler.query(result, { selector: '<version>', field: 'value' })
  if (typeof version !== 'string') throw new Error('The compiler does not tell its version.')
  return version
}

/** One hash over all font files, in our order: a typeface that differs anywhere gives another. */
function typefaces(): string {
  const hash = createHash('sha256')
  for (const file of fontFamilies.flatMap(({ files }) => files)) hash.update(readFileSync(fontPath(file)))
  return hash.digest('hex')
}

function describe(workspace: string): readonly TypesetterComponent[] {
  const { versions } = process
  return [
    { name: 'Typst', version: typstVersion(workspace) },
    ...fromPackages.map(([name, neededBy]) => ({ name, version: packageVersion(name, neededBy) })),
    { name: 'sharp', version: sharp.versions.sharp },
    { name: 'libvips', version: sharp.versions.vips },
    { name: 'typefaces', version: `sha256:${typefaces()}` },
    { name: 'Node.js', version: `${versions.node} (${process.platform} ${process.arch})` },
    { name: 'Unicode', version: `${versions['unicode']} (ICU ${versions['icu']})` },
    { name: 'time zones', version: `${versions['tz']}` },
  ]
}

const [, , workspace] = process.argv
if (workspace === undefined || process.send === undefined) {
  throw new Error('This module is started by the report typesetter, not by hand.')
}
process.send(describe(workspace), () => process.exit())
