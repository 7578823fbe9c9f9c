import type { ArchivingContext, ItemDescription } from '../../driver/archiving-context.ts'
import { requireSourcePart } from '../../driver/require-source-part.ts'
import { contentFingerprint } from '../../reporting/content-fingerprint.ts'
import type { ChoiceActivity } from '../../sources/choice-source.ts'
import type { ChoiceSettings } from './choice-settings.ts'

/**
 * What tells whether a choice has changed: all that is read of it, which is a few requests whether anything has changed or
 * not. What is saved then is setting the report, and an archive that would be the same. Pictures of the description change
 * with the choice’s own time of change.
 *
 * @throws ArchivingError of the source: without results there is nothing to archive
 */
export async function choiceFingerprint(
  choice: ChoiceActivity,
  { source, signal }: ArchivingContext,
  { keepServiceAnswer }: ChoiceSettings,
): Promise<Pick<ItemDescription, 'fingerprint'>> {
  const choices = requireSourcePart(source.choices, 'choices')
  const { serviceAnswers, ...results } = await choices.getResults(choice, signal)
  const told = { choice: { ...choice, otherFacts: {} }, results }
  const fingerprint = contentFingerprint(told, {
    unlisted: /^mod_choice$/,
    ...(keepServiceAnswer && { beside: serviceAnswers }),
  })
  return fingerprint === undefined ? {} : { fingerprint }
}
