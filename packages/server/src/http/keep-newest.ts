/** So many strangers and keys are remembered, so that they cannot fill the memory. */
const remembered = 10_000

/** Keeps an entry as the newest. Of too many, the one that was kept longest ago is forgotten. */
export function keepNewest<Entry>(entries: Map<string, Entry>, key: string, entry: Entry): void {
  entries.delete(key)
  entries.set(key, entry)
  const [oldest] = entries.keys()
  if (oldest !== undefined && entries.size > remembered) entries.delete(oldest)
}
