import { z } from 'zod'

/** What is encrypted of a source: the address of a proxy may hold a password. */
const sourceSecret = z.object({ token: z.string(), proxy: z.string().optional() })
export type SourceSecret = z.infer<typeof sourceSecret>

export function toSourceSecret(secret: SourceSecret): string {
  return JSON.stringify(secret)
}

export function readSourceSecret(text: string): SourceSecret {
  return sourceSecret.parse(JSON.parse(text))
}
