import { PDFArray, PDFDict, PDFHexString, PDFName, PDFString, type PDFDocument, type PDFObject } from '@cantoo/pdf-lib'

/** An element of the logical structure (ISO 32000-1, 14.7.2). */
export interface StructureElement {
  readonly type: string
  readonly alternative: string | undefined
  readonly language: string | undefined
  /** Attributes of all owners, names without the slash. */
  readonly attributes: ReadonlyMap<string, PDFObject>
  readonly kids: readonly StructureElement[]
}

/** The logical structure as a tree; the root's own type is empty. */
export function readStructure({ catalog }: PDFDocument): StructureElement {
  return toElement(catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict))
}

/** Every element below one, in reading order. */
export function descendants(element: StructureElement): readonly StructureElement[] {
  return element.kids.flatMap((kid) => [kid, ...descendants(kid)])
}

/** Every element of a type, in reading order. */
export function elementsOf(root: StructureElement, type: string): readonly StructureElement[] {
  return descendants(root).filter((element) => element.type === type)
}

function toElement(node: PDFDict): StructureElement {
  return {
    type: node.lookupMaybe(PDFName.of('S'), PDFName)?.decodeText() ?? '',
    alternative: textOf(node.lookup(PDFName.of('Alt'))),
    language: textOf(node.lookup(PDFName.of('Lang'))),
    attributes: attributesOf(node.lookup(PDFName.of('A'))),
    kids: listOf(node.lookup(PDFName.of('K'))).flatMap((kid) =>
      kid instanceof PDFDict && kid.has(PDFName.of('S')) ? [toElement(kid)] : [],
    ),
  }
}

function attributesOf(value: PDFObject | undefined): ReadonlyMap<string, PDFObject> {
  const owners = listOf(value).filter((owner) => owner instanceof PDFDict)
  return new Map(owners.flatMap((owner) => owner.entries().map(([key, entry]) => [key.decodeText(), entry] as const)))
}

function listOf(value: PDFObject | undefined): readonly (PDFObject | undefined)[] {
  return value instanceof PDFArray ? Array.from({ length: value.size() }, (_, index) => value.lookup(index)) : [value]
}

function textOf(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined
}
