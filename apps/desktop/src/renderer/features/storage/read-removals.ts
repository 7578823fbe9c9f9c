import type { ArchiveRemovalPage } from '@muniment/sdk'
import type { Engine } from '../../connection/engine.ts'

const usualPageSize = 20

/** A page of what is kept of deleted archives, newest removal first. Throws as `Engine.read`. */
export async function readRemovals(
  engine: Engine,
  cursor: string | undefined,
  signal: AbortSignal,
  pageSize = usualPageSize,
): Promise<ArchiveRemovalPage> {
  const input = { limit: pageSize, ...(cursor !== undefined && { cursor }) }
  return await engine.read((client, ended) => client.archives.listRemovals(input, { signal: ended }), signal)
}
