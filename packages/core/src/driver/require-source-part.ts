import { ArchivingError } from '../errors/index.ts'

/**
 * The part of a source that reads one kind of activity: not every source has every part.
 *
 * @param plural what it reads, such as `quizzes`
 * @throws ArchivingError `not_supported` if the source has no such part
 */
export function requireSourcePart<Part>(part: Part | undefined, plural: string): Part {
  if (part !== undefined) return part
  throw new ArchivingError('not_supported', `This source has no ${plural}.`)
}
