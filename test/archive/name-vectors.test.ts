import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createPathAllocator, pathKey, toSafeName, unsafePathReason } from '@muniment/core'

const pairs = z.array(z.tuple([z.string(), z.string()]))
const vectors = z
  .object({ safe: pairs, same: pairs, different: pairs, unsafe: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'name-vectors.json'), 'utf8')))

describe('names, by the vectors', () => {
  it.each(vectors.safe)('%j is written as %j', (name, safe) => {
    expect(toSafeName(name)).toBe(safe)
    expect(unsafePathReason(safe)).toBeNull()
  })

  it.each(vectors.same)('%j and %j cannot lie side by side', (one, two) => {
    expect(pathKey(one)).toBe(pathKey(two))
    const names = createPathAllocator()
    expect([names.allocate(one), names.allocate(two)]).toEqual([one, `${two} (2)`])
  })

  it.each(vectors.different)('%j and %j can', (one, two) => {
    expect(pathKey(one)).not.toBe(pathKey(two))
  })

  it.each(vectors.unsafe)('%j is refused as it is', (path) => {
    expect(unsafePathReason(path)).not.toBeNull()
  })
})
