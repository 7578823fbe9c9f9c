import { z } from 'zod'
import { decimalNumber, htmlName, optionalText, recordId, time, wholeNumber } from './answer-fields.ts'

/** Of `core_enrol_get_enrolled_users`. What someone may not see is missing: for most teachers user names and id numbers. */
export const enrolledUsersAnswer = z.array(
  z.object({
    id: recordId,
    username: optionalText,
    firstname: optionalText,
    lastname: optionalText,
    fullname: z.string(),
    email: optionalText,
    idnumber: optionalText,
    groups: z.array(z.object({ id: recordId, name: htmlName })).default([]),
  }),
)

export type EnrolledUser = z.output<typeof enrolledUsersAnswer>[number]

/** Of `core_grades_get_gradable_users`. */
export const gradableUsersAnswer = z.object({
  users: z.array(
    z.object({
      id: recordId,
      username: optionalText,
      firstname: optionalText,
      lastname: optionalText,
      fullname: z.string(),
      email: optionalText,
      idnumber: optionalText,
    }),
  ),
})

/** Of `gradereport_user_get_grade_items`, without the grades. */
export const gradeReportAnswer = z.object({
  usergrades: z.array(z.object({ userid: recordId, userfullname: z.string(), useridnumber: optionalText })),
})

/** The grades of `gradereport_user_get_grade_items`, without their texts. Totals of categories belong to no activity. */
export const gradebookAnswer = z.object({
  usergrades: z.array(
    z.object({
      userid: recordId,
      gradeitems: z.array(
        z.object({
          cmid: wholeNumber.nullish(),
          itemnumber: wholeNumber.nullish(),
          graderaw: decimalNumber.nullish(),
          gradedatesubmitted: time,
          gradedategraded: time,
        }),
      ),
    }),
  ),
})
