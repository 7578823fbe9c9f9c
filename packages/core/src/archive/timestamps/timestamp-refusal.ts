/** Why the answer of a time-stamping authority proves nothing, as a sentence for people. */
export class TimestampRefusal extends Error {
  override readonly name = 'TimestampRefusal'
}
