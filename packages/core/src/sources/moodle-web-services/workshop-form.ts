import type { AssessedAspect } from '../workshop-source.ts'
import type { AssessmentFormRecord } from './answers/workshop-answers.ts'

/**
 * The aspects of a filled assessment form. Moodle's grading strategies share their field names: points or a word of a
 * scale (accumulative), yes or no (number of errors), a level (rubric), or comments alone.
 */
export function toAspects(form: AssessmentFormRecord): readonly AssessedAspect[] {
  return Array.from({ length: form.dimenssionscount }, (_, index) => toAspect(form, index))
}

function toAspect(form: AssessmentFormRecord, index: number): AssessedAspect {
  const { fields, current, dimensionsinfo } = form
  const field = (name: string): string => fields.get(`${name}__idx_${index}`) ?? ''
  const given = (name: string): string => current.get(`${name}__idx_${index}`) ?? ''
  const shared = {
    descriptionHtml: field('description'),
    weight: toNumber(field('weight')),
    commentHtml: given('peercomment'),
  }
  const level = given('chosenlevelid')
  if (level !== '') return { ...shared, ...chosenLevel(form, index, level) }
  const grade = toNumber(given('grade'))
  const info = dimensionsinfo[index]
  const words = scaleWords(info?.scaleitems ?? '')
  const isYesOrNo = fields.has(`grade0__idx_${index}`)
  if (isYesOrNo || words.length > 0) {
    const word = isYesOrNo ? field(`grade${grade ?? ''}`) : (words[(grade ?? 0) - 1] ?? '')
    return { ...shared, chosenHtml: word, points: null, maxPoints: null }
  }
  // Moodle writes -1 where nothing was chosen.
  const points = grade === null || grade < 0 ? null : grade
  return { ...shared, chosenHtml: '', points, maxPoints: info?.max ?? null }
}

function chosenLevel(
  { fields }: AssessmentFormRecord,
  index: number,
  chosen: string,
): Pick<AssessedAspect, 'chosenHtml' | 'points' | 'maxPoints'> {
  const suffixes = [...fields.keys()].flatMap(
    (name) => new RegExp(`^levelid(__idx_${index}__idy_\\d+)$`).exec(name)?.[1] ?? [],
  )
  const grades = suffixes.flatMap((suffix) => toNumber(fields.get(`grade${suffix}`) ?? '') ?? [])
  const suffix = suffixes.find((candidate) => fields.get(`levelid${candidate}`) === chosen)
  return {
    chosenHtml: fields.get(`definition${suffix}`) ?? '',
    points: toNumber(fields.get(`grade${suffix}`) ?? ''),
    maxPoints: grades.length === 0 ? null : Math.max(...grades),
  }
}

/** Moodle joins the words of a scale with commas. */
function scaleWords(items: string): readonly string[] {
  return items === '' ? [] : items.split(',').map((word) => word.trim())
}

function toNumber(text: string): number | null {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null
}
