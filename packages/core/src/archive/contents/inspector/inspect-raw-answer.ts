import { gunzipSync } from 'node:zlib'
import { damage, type ContentFinding } from '../inspection.ts'

const mostUnpackedBytes = 512 * 1024 * 1024

/** Whether the service's own answer can be unpacked and is JSON in UTF-8. */
export function inspectRawAnswer(bytes: Uint8Array): readonly ContentFinding[] {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b
  let text: Uint8Array
  try {
    text = packed ? gunzipSync(bytes, { maxOutputLength: mostUnpackedBytes }) : bytes
  } catch {
    return [damage('raw_unreadable', "The service's own answer cannot be unpacked.")]
  }
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
    return []
  } catch {
    return [damage('raw_unreadable', "The service's own answer is not JSON.")]
  }
}
