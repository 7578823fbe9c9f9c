import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A package with drivers, made for a test. */
export interface WrittenPackage {
  readonly name: string
  readonly version?: string
  /** The field `muniment` of its `package.json`; the right one unless given, none if null. */
  readonly muniment?: unknown
  /** Its module. */
  readonly source: string
}

/** Writes a package to where `npm install --prefix` would put it. @returns its folder */
export async function writeDriverPackage(
  folder: string,
  { name, version = '1.2.3', muniment = { contract: 1, drivers: './index.js' }, source }: WrittenPackage,
): Promise<string> {
  const path = join(folder, 'node_modules', ...name.split('/'))
  await mkdir(path, { recursive: true })
  const manifest = { name, version, type: 'module', ...(muniment !== null && { muniment }) }
  await writeFile(join(path, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(path, 'index.js'), source)
  return path
}

/** What a driver needs at least, as the source of a module; `changes` are further members of the class. */
export function smallDriver(id: string, changes = ''): string {
  return `
    import { ActivityArchiver } from '@muniment/core'
    class SmallArchiver extends ActivityArchiver {
      id = '${id}'
      name = { en: 'Small' }
      activityKind = 'small'
      availableTaskSettings = []
      itemColumns = ['number']
      async describeActivity() { return { title: 'Small', facts: {}, archiveName: 'small' } }
      async *listItems() {}
      async archiveItem() { return { row: {}, record: null, remarks: [] } }
      ${changes}
    }
    export const drivers = [SmallArchiver]
  `
}
