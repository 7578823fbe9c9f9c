import { z } from 'zod'
import { flag, htmlName, optionalHtmlName, optionalText, recordId, time, wholeNumber } from './answer-fields.ts'

/** Of `core_enrol_get_users_courses`. */
export const userCoursesAnswer = z.array(
  z.object({
    id: recordId,
    fullname: htmlName,
    shortname: htmlName,
    idnumber: optionalText,
    startdate: time,
    enddate: time,
    visible: flag.default(true),
  }),
)

/** A module in `core_course_get_contents`. */
export const courseModule = z.object({
  id: recordId,
  instance: wholeNumber.default(0),
  modname: z.string().min(1),
  name: htmlName,
  visible: flag.default(true),
  dates: z.array(z.object({ dataid: optionalText, timestamp: time })).default([]),
})

/** Of `core_course_get_contents`: the sections of the course page. */
export const courseContentsAnswer = z.array(z.object({ name: optionalHtmlName, modules: z.array(courseModule) }))

/** Of `core_course_get_course_module`. */
export const courseModuleAnswer = z.object({ cm: z.object({ id: recordId, idnumber: optionalText }) })

const group = z.object({ id: recordId, name: htmlName, idnumber: optionalText })

/** Of `core_group_get_course_groups`. */
export const courseGroupsAnswer = z.array(group)

/** Of `core_group_get_activity_allowed_groups`. */
export const allowedGroupsAnswer = z.object({ groups: z.array(group) })
