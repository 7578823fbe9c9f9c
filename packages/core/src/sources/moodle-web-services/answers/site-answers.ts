import { z } from 'zod'
import { flag, htmlName, optionalHtmlName, optionalText, recordId, wholeNumber } from './answer-fields.ts'

/** Of `core_webservice_get_site_info`. The user's private access key in it is left out. */
export const siteInfoAnswer = z.object({
  sitename: htmlName,
  siteurl: z.string().min(1),
  userid: recordId,
  username: z.string(),
  fullname: z.string(),
  lang: z.string().default('en'),
  release: optionalText,
  functions: z.array(z.object({ name: z.string() })),
})

export type SiteInfo = z.output<typeof siteInfoAnswer>

/** Of `tool_mobile_get_public_config`, which a site gives to anybody. */
export const publicConfigAnswer = z.object({
  wwwroot: z.string().min(1),
  httpswwwroot: z.string().optional(),
  sitename: htmlName,
  enablewebservices: flag.default(true),
  enablemobilewebservice: flag.default(true),
  maintenanceenabled: flag.default(false),
  maintenancemessage: optionalHtmlName,
  typeoflogin: wholeNumber.default(1),
  launchurl: optionalText,
  lang: optionalText,
  logourl: optionalText,
  compactlogourl: optionalText,
  /** Others that vouch for who someone is, such as a university's sign-in; they only do it in a browser. */
  identityproviders: z.array(z.unknown()).default([]),
})

export type PublicConfig = z.output<typeof publicConfigAnswer>

/** Of `lib/ajax/service-nologin.php` for one call. */
export const ajaxAnswer = z
  .array(
    z.object({
      error: z.boolean(),
      data: z.unknown(),
      exception: z.object({ errorcode: optionalText, message: optionalText }).optional(),
    }),
  )
  .min(1)

/** Of `tool_mobile_call_external_functions`: as many as there were up to the first error. */
export const batchAnswer = z.object({
  responses: z.array(z.object({ error: flag, data: z.string().nullish(), exception: z.string().nullish() })),
})
