import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readPdf } from '@muniment/core/testing'
import { askProgram, isInstalled } from '../pdf/pdf-judges.ts'

/**
 * Everything that files say anywhere, as text: names, lists, pages, what is packed, structure and data within PDFs, and
 * their words where poppler is installed. For tests that look for what must not be there.
 */
export async function everyWord(files: ReadonlyMap<string, Buffer>): Promise<string> {
  const poppler = await isInstalled('pdftotext', '-v')
  if (!poppler) console.log('poppler is not installed: the words on the pages of PDFs are not looked at')
  const folder = await mkdtemp(join(tmpdir(), 'muniment-words-'))
  const texts: string[] = []
  for (const [path, bytes] of files) {
    texts.push(path, bytes.toString('latin1'), bytes.toString('utf8'))
    if (path.endsWith('.gz')) texts.push(gunzipSync(bytes).toString('utf8'))
    if (!path.endsWith('.pdf') || path.includes('/attachments/')) continue
    texts.push(...Object.values(await readPdf(bytes)).map((fact) => JSON.stringify(fact)))
    if (!poppler) continue
    const file = join(folder, 'report.pdf')
    await writeFile(file, bytes)
    texts.push(await askProgram('pdftotext', ['-enc', 'UTF-8', file, '-']))
  }
  await rm(folder, { recursive: true, force: true })
  return texts.join('\n')
}
