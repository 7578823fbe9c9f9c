import type { SqlEntityManager } from '@mikro-orm/sql'
import { additionalFilesFolder } from '../archive/additional-files.ts'
import {
  longestItemFolderLength,
  longestItemPathLength,
  pathKey,
  shortenPath,
  toSafeName,
  toSafePath,
  unsafePathReason,
} from '../archive/safe-path.ts'
import type { ItemDescription } from '../driver/archiving-context.ts'
import { attachmentsFolder } from '../tasks/item-artifact-writer.ts'
import { ItemEntity, ItemFolderEntity } from './entities/index.ts'

/** Names at the top of an archive's payload, without their extension: no item takes them. */
const reservedItemKeys: ReadonlySet<string> = new Set(['index', 'activity', 'items', attachmentsFolder].map(pathKey))
const additionalFilesKey = pathKey(additionalFilesFolder)
const attachmentsKey = pathKey(attachmentsFolder)
/** Room for an item's own name, however long its folder is. */
const shortestItemName = 40

/**
 * The path of a new item: its folder and file name as wanted, or the first of ` (2)`, ` (3)` … that no other item of the
 * task has. No item or folder has a name of which another differs in case or normal form alone, no folder is called as
 * the file of an item could be, and none lies where the archive keeps something else. The items before it decide, so the
 * same items in the same order always get the same paths. It reads some rows for each item, never all.
 *
 * Names made from patterns are safe already. Those that a driver made otherwise are made safe here: sealing would refuse
 * them, after all the work.
 */
export async function allocateItemPath(
  em: SqlEntityManager,
  taskId: string,
  { folder, fileName }: Pick<ItemDescription, 'folder' | 'fileName'>,
): Promise<string> {
  const spelled =
    folder === '' ? '' : await spellFolder(em, taskId, shortenPath(safeFolder(folder), longestItemFolderLength))
  const name = shortenPath(safeName(fileName), Math.max(shortestItemName, longestItemPathLength - spelled.length))
  return firstFree(spelled + name, async (path) => {
    const key = pathKey(path)
    return (
      reservedItemKeys.has(key) ||
      (await em.count(ItemEntity, { task: taskId, pathKey: key })) > 0 ||
      // A folder `report.pdf` is in the way of an item `report`. What begins with the key and a dot sorts before `/`.
      (await em.count(ItemFolderEntity, { task: taskId, pathKey: { $gte: `${key}.`, $lt: `${key}/` } })) > 0
    )
  })
}

const safeFolder = (folder: string): string => (isSafe(folder) ? folder : toSafePath(folder))

const safeName = (name: string): string => (isSafe(name) && !name.includes('/') ? name : toSafeName(name))

/** What sealing takes as it is. */
const isSafe = (path: string): boolean => unsafePathReason(path) === null && !path.includes('%')

/** A folder in the spelling that items before used, with `/` at its end. */
async function spellFolder(em: SqlEntityManager, taskId: string, folder: string): Promise<string> {
  let spelled = ''
  for (const name of folder.split('/')) {
    const wanted = `${spelled}${name}`
    const wantedKey = pathKey(wanted)
    const known = await em.findOne(ItemFolderEntity, { task: taskId, wantedKey })
    const path = known?.path ?? (await firstFree(wanted, (candidate) => isFolderTaken(em, taskId, candidate)))
    if (!known) await em.insert(ItemFolderEntity, { task: taskId, wantedKey, path, pathKey: pathKey(path) })
    spelled = `${path}/`
  }
  return spelled
}

async function isFolderTaken(em: SqlEntityManager, taskId: string, path: string): Promise<boolean> {
  const key = pathKey(path)
  if (key === additionalFilesKey || key.slice(key.lastIndexOf('/') + 1) === attachmentsKey) return true
  const stems = stemsOf(key)
  if (stems.some((stem) => reservedItemKeys.has(stem))) return true
  if ((await em.count(ItemFolderEntity, { task: taskId, pathKey: key })) > 0) return true
  return stems.length > 0 && (await em.count(ItemEntity, { task: taskId, pathKey: { $in: stems } })) > 0
}

/** What drivers append to the name of an item: `.pdf`, `.json.gz`. A number in brackets is none. */
const extensionLike = /^(?:\.[\p{L}\p{N}_-]+)+$/u

/** Items of which a file could have this name: `a/b` and `a/b.tar` for `a/b.tar.gz`. */
function stemsOf(path: string): string[] {
  const stems: string[] = []
  for (let dot = path.lastIndexOf('.'); dot > path.lastIndexOf('/') + 1; dot = path.lastIndexOf('.', dot - 1)) {
    if (!extensionLike.test(path.slice(dot))) break
    stems.push(path.slice(0, dot))
  }
  return stems
}

/** Numbers of one name fill up from 1, so a free one is found by doubling, and the first one by halving. */
async function firstFree(wanted: string, isTaken: (path: string) => Promise<boolean>): Promise<string> {
  const numbered = (number: number) => (number === 1 ? wanted : `${wanted} (${number})`)
  let free = 1
  while (await isTaken(numbered(free))) free *= 2
  let taken = Math.floor(free / 2)
  while (free - taken > 1) {
    const middle = Math.floor((free + taken) / 2)
    if (await isTaken(numbered(middle))) taken = middle
    else free = middle
  }
  return numbered(free)
}
