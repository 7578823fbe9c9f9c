import { z } from 'zod'
import { flag, htmlName, optionalText, recordId, time, wholeNumber } from './answer-fields.ts'
import { harmlessFacts } from './harmless-facts.ts'

/** Fields with a place of their own in `Choice`, and those that describe nothing of it. */
const ownFields = new Set(
  `id coursemodule course name intro introformat introfiles publish showresults allowupdate allowmultiple limitanswers
  includeinactive groupmode timeopen timeclose timemodified`.split(/\s+/),
)

/** Of a choice that may not be seen whole, Moodle gives the first fields only. */
const choice = z
  .looseObject({
    id: recordId,
    coursemodule: recordId,
    course: recordId,
    name: htmlName,
    intro: optionalText,
    groupmode: wholeNumber.default(0),
    publish: flag.default(false),
    showresults: wholeNumber.nullish(),
    allowupdate: flag.default(false),
    allowmultiple: flag.default(false),
    limitanswers: flag.default(false),
    includeinactive: flag.default(true),
    timeopen: time,
    timeclose: time,
    timemodified: time,
  })
  .transform((fields) => ({ ...fields, otherFacts: harmlessFacts(fields, ownFields) }))

export type ChoiceRecord = z.output<typeof choice>

/** Of `mod_choice_get_choices_by_courses`. A course that one may not enter is an empty list. */
export const choicesAnswer = z.object({ choices: z.array(choice) })

/** Of `mod_choice_get_choice_options`; none of a choice that is closed. */
export const choiceOptionsAnswer = z.object({
  options: z.array(z.object({ id: recordId, countanswers: wholeNumber.default(0) })),
})

/** Option 0 are those who did not answer, where the choice shows them. */
const result = z.object({
  id: wholeNumber,
  text: optionalText,
  maxanswer: wholeNumber.default(0),
  numberofuser: wholeNumber.default(0),
  userresponses: z.array(z.object({ userid: recordId, fullname: optionalText, timemodified: time })).default([]),
})

export type ChoiceResultRecord = z.output<typeof result>

/** Of `mod_choice_get_choice_results`. Without names where the choice hides them. */
export const choiceResultsAnswer = z.object({ options: z.array(result) })
