import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAttachmentNames } from './attachment-names.ts'
import { createPathAllocator } from './path-allocator.ts'
import { pathKey, toSafePath, unsafePathReason } from './safe-path.ts'

const allocateAll = (paths: readonly string[], withoutExtension = false) => {
  const allocator = createPathAllocator({ withoutExtension })
  return paths.map((path) => allocator.allocate(path))
}

describe('createPathAllocator', () => {
  it('numbers clashes in order, also of case and normal form', () => {
    expect(allocateAll(['a/x.pdf', 'a/X.pdf', 'a/x.pdf', 'a/x (2).pdf', 'Café', 'CAFE\u0301'])).toEqual([
      'a/x.pdf',
      'a/X (2).pdf',
      'a/x (3).pdf',
      'a/x (2) (2).pdf',
      'Café',
      'CAFE\u0301 (2)',
    ])
  })

  it('spells a folder as it was spelled first', () => {
    expect(allocateAll(['Van Dyk/1', 'van Dyk/2', 'van dyk/1'])).toEqual(['Van Dyk/1', 'Van Dyk/2', 'Van Dyk/1 (2)'])
  })

  it('keeps files and folders apart', () => {
    expect(allocateAll(['a', 'a/b', 'A/c', 'd/e', 'd'])).toEqual(['a', 'a (2)/b', 'a (2)/c', 'd/e', 'd (2)'])
  })

  it('appends to the whole where extensions come later', () => {
    expect(allocateAll(['Dr. Who', 'Dr. Who', 'v1.5', 'v1.5'], true)).toEqual([
      'Dr. Who',
      'Dr. Who (2)',
      'v1.5',
      'v1.5 (2)',
    ])
  })

  it('gives unique safe paths for any safe paths', () => {
    const path = fc.string({
      unit: fc.constantFrom('a', 'A', 'é', 'e\u0301', '/', '.', ' ', '(', '2', ')'),
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.array(path, { maxLength: 30 }), (texts) => {
        const allocated = allocateAll(texts.map(toSafePath))
        expect(new Set(allocated.map(pathKey)).size).toBe(texts.length)
        for (const one of allocated) expect(unsafePathReason(one)).toBeNull()
        const folders = new Map<string, string>()
        for (const one of allocated) {
          for (let slash = one.indexOf('/'); slash !== -1; slash = one.indexOf('/', slash + 1)) {
            const folder = one.slice(0, slash)
            expect(folders.get(pathKey(folder)) ?? folder).toBe(folder)
            folders.set(pathKey(folder), folder)
          }
        }
        for (const one of allocated) expect(folders.has(pathKey(one))).toBe(false)
      }),
    )
  })
})

describe('createAttachmentNames', () => {
  it('makes names safe and unique and keeps folders', () => {
    const names = createAttachmentNames()
    expect(names.nameFor('essay.docx')).toBe('essay.docx')
    expect(names.nameFor('Essay.docx')).toBe('Essay (2).docx')
    expect(names.nameFor('/src/../../etc/passwd')).toBe('src/_/_/etc/passwd')
    expect(names.nameFor('')).toBe('_')
    expect(names.nameFor('what?.txt')).toBe('what_.txt')
  })
})
