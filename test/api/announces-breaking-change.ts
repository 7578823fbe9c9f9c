/**
 * Whether one of some changesets says that programs of others must change: a major version, or before version 1 a minor
 * one (Semantic Versioning 2.0.0, 4 and 8).
 */
export function announcesBreakingChange(changesets: readonly string[], version: string): boolean {
  const kinds = version.startsWith('0.') ? 'major|minor' : 'major'
  const announcement = new RegExp(`^---\\n[^]*?^['"]?@muniment/(?:server|sdk)['"]?: (?:${kinds})$[^]*?^---$`, 'mu')
  return changesets.some((changeset) => announcement.test(changeset.replaceAll('\r\n', '\n')))
}
