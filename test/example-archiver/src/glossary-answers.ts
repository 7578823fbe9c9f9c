import { toIsoTime, toPlainText, type FileReference, type ServiceAnswer } from '@muniment/core'
import { z } from 'zod'

/** A file as Moodle tells of it. */
const file = z.looseObject({
  filename: z.string(),
  filepath: z.string(),
  filesize: z.number(),
  fileurl: z.string(),
  mimetype: z.string(),
  timemodified: z.number(),
})

function toFileReference(given: z.output<typeof file>): FileReference {
  return {
    area: 'attachment',
    fileName: given.filename,
    folder: given.filepath,
    sizeBytes: given.filesize,
    mediaType: given.mimetype,
    address: given.fileurl,
    modifiedAt: toIsoTime(given.timemodified),
  }
}

/** The address of a picture of the site's theme, which says nothing of the entry and changes with every update. */
const pictureOfTheme = 'userpictureurl'

/** An entry of `mod_glossary_get_entries_by_letter`. Fields that we do not know are kept in the service's answer. */
const entry = z
  .looseObject({
    id: z.number(),
    userid: z.number(),
    userfullname: z.string(),
    concept: z.string(),
    definition: z.string(),
    attachments: z.array(file).default([]),
    timecreated: z.number(),
    timemodified: z.number(),
    approved: z.boolean(),
  })
  .transform((fields) => ({
    id: fields.id,
    userId: fields.userid,
    authorName: fields.userfullname,
    concept: toPlainText(fields.concept),
    definitionHtml: fields.definition,
    files: fields.attachments.map(toFileReference),
    createdAt: toIsoTime(fields.timecreated),
    changedAt: toIsoTime(fields.timemodified),
    approved: fields.approved,
    serviceAnswer: {
      function: 'mod_glossary_get_entries_by_letter',
      arguments: {},
      normalised: [`${pictureOfTheme} is left out: it changes with the site.`],
      answer: Object.fromEntries(Object.entries(fields).filter(([name]) => name !== pictureOfTheme)),
    } satisfies ServiceAnswer,
  }))

export type Entry = z.output<typeof entry>

/** Of `mod_glossary_get_entries_by_letter`. */
export const entriesAnswer = z.object({ count: z.number(), entries: z.array(entry) })

/** Of `mod_glossary_get_glossaries_by_courses`. */
export const glossariesAnswer = z.object({
  glossaries: z.array(
    z.object({ id: z.number(), name: z.string(), intro: z.string(), displayformat: z.string().default('') }),
  ),
})
