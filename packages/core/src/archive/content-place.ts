/** Where a content lies in a folder of contents, of an artifact store or a backup: with slashes. */
export const contentPath = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2)}`

/** Folder within an artifact store of what nothing needs, as it seems. */
export const asideFolder = 'aside'
