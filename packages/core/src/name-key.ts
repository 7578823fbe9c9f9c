/** A name as names are compared: those that differ in case only are one. */
export function toNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
