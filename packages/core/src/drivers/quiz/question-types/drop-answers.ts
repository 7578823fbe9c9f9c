import {
  attributeOf,
  elementsIn,
  hasClass,
  numberInClass,
  type HtmlElement,
  type HtmlParent,
} from '../../../documents/index.ts'

/**
 * What the page of a drag-and-drop question holds: the things that can be dragged (`.draghome`), and the hidden fields
 * (`.placeinput`) that say by number which thing of their group lies in a place.
 */
export interface DropAnswers {
  readonly things: readonly HtmlElement[]
  readonly fields: readonly HtmlElement[]
  readonly fieldOfPlace: (place: number) => HtmlElement | undefined
  readonly fieldNamed: (name: string) => HtmlElement | undefined
  /** Number of the thing in the place of a field; 0 for none. */
  readonly choiceIn: (field: HtmlElement) => number
  readonly thingIn: (field: HtmlElement) => HtmlElement | undefined
}

/** Reads the page once, so that looking things up takes no time however many places there are. */
export function readDropAnswers(root: HtmlParent): DropAnswers {
  const things = [...elementsIn(root, (element) => hasClass(element, 'draghome'))]
  const fields = [...elementsIn(root, (element) => hasClass(element, 'placeinput'))]
  const thingsByKey = firstByKey(things, (thing) =>
    keyOf(numberInClass(thing, 'group'), numberInClass(thing, 'choice')),
  )
  const fieldsByPlace = firstByKey(fields, (field) => numberInClass(field, 'place'))
  const fieldsByName = firstByKey(fields, (field) => attributeOf(field, 'name'))
  const choiceIn = (field: HtmlElement): number => {
    const choice = Number(attributeOf(field, 'value') ?? 0)
    return Number.isInteger(choice) && choice > 0 ? choice : 0
  }
  return {
    things,
    fields,
    fieldOfPlace: (place) => fieldsByPlace.get(place),
    fieldNamed: (name) => fieldsByName.get(name),
    choiceIn,
    thingIn: (field) => thingsByKey.get(keyOf(numberInClass(field, 'group'), choiceIn(field))),
  }
}

function keyOf(group: number | undefined, choice: number | undefined): string {
  return `${group ?? ''}:${choice ?? ''}`
}

function firstByKey<Key>(
  elements: readonly HtmlElement[],
  keyOfElement: (element: HtmlElement) => Key,
): ReadonlyMap<Key, HtmlElement> {
  return new Map(elements.toReversed().map((element) => [keyOfElement(element), element]))
}
