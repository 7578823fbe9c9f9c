import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib'

/** Every dictionary of a PDF, those within others and of streams included. None is followed by reference: each is met once. */
export function* allDictionaries(context: PDFContext): Generator<PDFDict> {
  for (const [, object] of context.enumerateIndirectObjects()) yield* dictionariesWithin(object)
}

function* dictionariesWithin(object: PDFObject): Generator<PDFDict> {
  const waiting: PDFObject[] = [object]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const inner = next instanceof PDFStream ? next.dict : next
    if (inner instanceof PDFDict) {
      yield inner
      for (const [, value] of inner.entries()) if (!(value instanceof PDFRef)) waiting.push(value)
    } else if (inner instanceof PDFArray) {
      for (const value of inner.asArray()) if (!(value instanceof PDFRef)) waiting.push(value)
    }
  }
}

/** The text of a name at `key`, or undefined. */
export function nameAt(dictionary: PDFDict, key: string): string | undefined {
  const value = dictionary.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}

export function dictionaryAt(dictionary: PDFDict, key: string): PDFDict | undefined {
  const value = dictionary.lookup(PDFName.of(key))
  return value instanceof PDFDict ? value : undefined
}

export function arrayAt(dictionary: PDFDict, key: string): PDFArray | undefined {
  const value = dictionary.lookup(PDFName.of(key))
  return value instanceof PDFArray ? value : undefined
}

/** What an array holds, references followed. */
export function valuesOf(array: PDFArray): readonly (PDFObject | undefined)[] {
  return Array.from({ length: array.size() }, (_, index) => array.lookup(index))
}

export function textAt(dictionary: PDFDict, key: string): string | undefined {
  const value = dictionary.lookup(PDFName.of(key))
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined
}
