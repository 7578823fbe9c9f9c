// Generated from the router of @muniment/server by scripts/generate.ts. Do not edit.

/** What can be set for a task of “Quiz”. What is left out has its default. */
export type QuizSettings = {
  /**
   * Attempts. Finished attempts are what is marked. “All” adds those in progress, overdue or abandoned. Default:
   * `{"mode":"finished"}`.
   */
  readonly scope?: { readonly mode: "finished" } | { readonly mode: "all" } | { readonly mode: "first" } | { readonly mode: "latest" } | { readonly mode: "best" } | { readonly mode: "attempts"; readonly ids: readonly number[] } | { readonly mode: "users"; readonly ids: readonly number[] } | { readonly mode: "groups"; readonly ids: readonly number[] }
  /** Trial runs of teachers, too. Default: `false`. */
  readonly includePreviews?: boolean
  /**
   * Anonymised copy, for teaching and research. Names and ids become pseudonyms, the same in each archive made here.
   * What people wrote themselves, pictures and attached files may still tell who they are: check them, or leave them
   * out. Default: `false`.
   */
  readonly anonymise?: boolean
  /**
   * Sections. What is left out is in nothing that the archive holds: not in the PDF, its data, the web page or the
   * lists. For a copy that students may keep there is a preset. At least 1. Default:
   * `["header","grade","overall-feedback","question","marks","correctness","specific-feedback","general-feedback","right-answer","comments","history","attachments"]`.
   */
  readonly sections?: readonly ("header" | "grade" | "overall-feedback" | "question" | "marks" | "correctness" | "specific-feedback" | "general-feedback" | "right-answer" | "comments" | "history" | "attachments")[]
  /** Language of the report’s own words. Default: `"en"`. */
  readonly language?: "en" | "de"
  /**
   * Time zone of dates. A name such as Europe/Berlin. It is printed with each time; times in names follow it, too. A
   * name of the IANA time zone database. Default: `"UTC"`.
   */
  readonly timeZone?: string
  /** Paper size. Default: `"A4"`. */
  readonly paperSize?: "A4" | "Letter"
  /** A web page beside each PDF. Default: `false`. */
  readonly htmlCopy?: boolean
  /** Watermark. A few words behind each page, such as “Copy for inspection”. Empty for none. Default: `""`. */
  readonly watermark?: string
  /**
   * Smaller pictures in reports. For pictures that a report shows. Files that were handed in are always kept byte for
   * byte. Default: `false`.
   */
  readonly reduceImages?: boolean
  /** Longest side of a picture. Counts only while reduceImages is true. From 100 to 10000 px. Default: `1200`. */
  readonly imageMaximumPixels?: number
  /**
   * Quality of photographs. As JPEG has it, from 1 to 100. Counts only while reduceImages is true. From 1 to 100.
   * Default: `80`.
   */
  readonly imageQuality?: number
  /**
   * Largest file that is kept. Larger files are left out; the report and the list say which, and how large they are. 0
   * keeps all. From 0 to 1000000 MB. Default: `0`.
   */
  readonly maximumFileSize?: number
  /**
   * The site’s own answer beside each PDF. Compressed and without secrets, so that nothing rests on our reading of it
   * alone. Only where no section is left out. Default: `true`.
   */
  readonly keepServiceAnswer?: boolean
  /**
   * Name of the archive. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${quizid}, ${quizname},
   * ${date}, ${time}, ${timestamp}. Default: `"${courseshortname} ${quizname} ${date}"`.
   */
  readonly archiveName?: string
  /**
   * Folder of an attempt. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${quizid}, ${quizname},
   * ${attemptid}, ${attemptnumber}, ${username}, ${firstname}, ${lastname}, ${idnumber}, ${groupids},
   * ${groupidnumbers}, ${groupnames}, ${timestart}, ${timefinish}, ${date}, ${time}, ${timestamp}. Default:
   * `"${lastname} ${firstname} ${idnumber}"`.
   */
  readonly folderPattern?: string
  /**
   * Name of a report. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${quizid}, ${quizname},
   * ${attemptid}, ${attemptnumber}, ${username}, ${firstname}, ${lastname}, ${idnumber}, ${groupids},
   * ${groupidnumbers}, ${groupnames}, ${timestart}, ${timefinish}, ${date}, ${time}, ${timestamp}. Default:
   * `"${quizname} attempt ${attemptnumber}"`.
   */
  readonly filePattern?: string
}

/** What can be set for a task of “Assignment”. What is left out has its default. */
export type AssessmentSettings = {
  /** Submissions. “All” has a report for everyone, also for those who handed in nothing. Default: `{"mode":"all"}`. */
  readonly scope?: { readonly mode: "all" } | { readonly mode: "submitted" } | { readonly mode: "graded" } | { readonly mode: "users"; readonly ids: readonly number[] } | { readonly mode: "groups"; readonly ids: readonly number[] }
  /** Attempts of re-opened submissions. Default: `"all"`. */
  readonly attempts?: "all" | "latest"
  /**
   * Anonymised copy, for teaching and research. Names and ids become pseudonyms, the same in each archive made here.
   * What people wrote themselves, pictures and attached files may still tell who they are: check them, or leave them
   * out. Default: `false`.
   */
  readonly anonymise?: boolean
  /**
   * Sections. What is left out is in nothing that the archive holds: not in the PDF, its data, the web page or the
   * lists. For a copy that students may keep there is a preset. At least 1. Default:
   * `["header","instructions","submission","attachments","comments","grade","feedback","grader","marking","unreleased"]`.
   */
  readonly sections?: readonly ("header" | "instructions" | "submission" | "attachments" | "comments" | "grade" | "feedback" | "grader" | "marking" | "unreleased")[]
  /** Language of the report’s own words. Default: `"en"`. */
  readonly language?: "en" | "de"
  /**
   * Time zone of dates. A name such as Europe/Berlin. It is printed with each time; times in names follow it, too. A
   * name of the IANA time zone database. Default: `"UTC"`.
   */
  readonly timeZone?: string
  /** Paper size. Default: `"A4"`. */
  readonly paperSize?: "A4" | "Letter"
  /** A web page beside each PDF. Default: `false`. */
  readonly htmlCopy?: boolean
  /** Watermark. A few words behind each page, such as “Copy for inspection”. Empty for none. Default: `""`. */
  readonly watermark?: string
  /**
   * Smaller pictures in reports. For pictures that a report shows. Files that were handed in are always kept byte for
   * byte. Default: `false`.
   */
  readonly reduceImages?: boolean
  /** Longest side of a picture. Counts only while reduceImages is true. From 100 to 10000 px. Default: `1200`. */
  readonly imageMaximumPixels?: number
  /**
   * Quality of photographs. As JPEG has it, from 1 to 100. Counts only while reduceImages is true. From 1 to 100.
   * Default: `80`.
   */
  readonly imageQuality?: number
  /**
   * Largest file that is kept. Larger files are left out; the report and the list say which, and how large they are. 0
   * keeps all. From 0 to 1000000 MB. Default: `0`.
   */
  readonly maximumFileSize?: number
  /**
   * The site’s own answer beside each PDF. Compressed and without secrets, so that nothing rests on our reading of it
   * alone. Only where no section is left out. Default: `true`.
   */
  readonly keepServiceAnswer?: boolean
  /**
   * Name of the archive. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${assignmentid},
   * ${assignmentname}, ${date}, ${time}, ${timestamp}. Default: `"${courseshortname} ${assignmentname} ${date}"`.
   */
  readonly archiveName?: string
  /**
   * Folder of a submission. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${assignmentid},
   * ${assignmentname}, ${submissionid}, ${attemptnumber}, ${username}, ${firstname}, ${lastname}, ${idnumber},
   * ${groupids}, ${groupidnumbers}, ${groupnames}, ${groupname}, ${date}, ${time}, ${timestamp}. Default: `"${lastname}
   * ${firstname} ${idnumber}"`.
   */
  readonly folderPattern?: string
  /**
   * Name of a report. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${assignmentid},
   * ${assignmentname}, ${submissionid}, ${attemptnumber}, ${username}, ${firstname}, ${lastname}, ${idnumber},
   * ${groupids}, ${groupidnumbers}, ${groupnames}, ${groupname}, ${date}, ${time}, ${timestamp}. Default:
   * `"${assignmentname} attempt ${attemptnumber}"`.
   */
  readonly filePattern?: string
}

/** What can be set for a task of “Forum”. What is left out has its default. */
export type ForumSettings = {
  /**
   * Discussions and posts. Of chosen people or groups: the discussions in which they wrote, or, by participant, their
   * posts. Default: `{"mode":"all"}`.
   */
  readonly scope?: { readonly mode: "all" } | { readonly mode: "discussions"; readonly ids: readonly number[] } | { readonly mode: "users"; readonly ids: readonly number[] } | { readonly mode: "groups"; readonly ids: readonly number[] }
  /**
   * One report for each. By participant, a report holds everything that one person wrote in the forum; who wrote
   * nothing has none. Default: `"discussion"`.
   */
  readonly arrangement?: "discussion" | "participant"
  /**
   * Private replies, too. They are marked as private. Without them, the site’s own answers are not kept either.
   * Default: `true`.
   */
  readonly privateReplies?: boolean
  /**
   * Anonymised copy, for teaching and research. Names and ids become pseudonyms, the same in each archive made here.
   * What people wrote themselves, pictures and attached files may still tell who they are: check them, or leave them
   * out. Default: `false`.
   */
  readonly anonymise?: boolean
  /**
   * Sections. What is left out is in nothing that the archive holds: not in the PDF, its data, the web page or the
   * lists. For a copy that students may keep there is a preset. At least 1. Default:
   * `["header","description","context","ratings","attachments"]`.
   */
  readonly sections?: readonly ("header" | "description" | "context" | "ratings" | "attachments")[]
  /** Language of the report’s own words. Default: `"en"`. */
  readonly language?: "en" | "de"
  /**
   * Time zone of dates. A name such as Europe/Berlin. It is printed with each time; times in names follow it, too. A
   * name of the IANA time zone database. Default: `"UTC"`.
   */
  readonly timeZone?: string
  /** Paper size. Default: `"A4"`. */
  readonly paperSize?: "A4" | "Letter"
  /** A web page beside each PDF. Default: `false`. */
  readonly htmlCopy?: boolean
  /** Watermark. A few words behind each page, such as “Copy for inspection”. Empty for none. Default: `""`. */
  readonly watermark?: string
  /**
   * Smaller pictures in reports. For pictures that a report shows. Files that were handed in are always kept byte for
   * byte. Default: `false`.
   */
  readonly reduceImages?: boolean
  /** Longest side of a picture. Counts only while reduceImages is true. From 100 to 10000 px. Default: `1200`. */
  readonly imageMaximumPixels?: number
  /**
   * Quality of photographs. As JPEG has it, from 1 to 100. Counts only while reduceImages is true. From 1 to 100.
   * Default: `80`.
   */
  readonly imageQuality?: number
  /**
   * Largest file that is kept. Larger files are left out; the report and the list say which, and how large they are. 0
   * keeps all. From 0 to 1000000 MB. Default: `0`.
   */
  readonly maximumFileSize?: number
  /**
   * The site’s own answer beside each PDF. Compressed and without secrets, so that nothing rests on our reading of it
   * alone. Only where no section is left out. Default: `true`.
   */
  readonly keepServiceAnswer?: boolean
  /**
   * Name of the archive. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${forumid}, ${forumname},
   * ${date}, ${time}, ${timestamp}. Default: `"${courseshortname} ${forumname} ${date}"`.
   */
  readonly archiveName?: string
  /**
   * Folder of a report. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${forumid}, ${forumname},
   * ${title}, ${discussionid}, ${discussionname}, ${username}, ${firstname}, ${lastname}, ${idnumber}, ${groupids},
   * ${groupidnumbers}, ${groupnames}, ${date}, ${time}, ${timestamp}. Default: `"${title}"`.
   */
  readonly folderPattern?: string
  /**
   * Name of a report. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${forumid}, ${forumname},
   * ${title}, ${discussionid}, ${discussionname}, ${username}, ${firstname}, ${lastname}, ${idnumber}, ${groupids},
   * ${groupidnumbers}, ${groupnames}, ${date}, ${time}, ${timestamp}. Default: `"${title}"`.
   */
  readonly filePattern?: string
}

/** What can be set for a task of “Choice”. What is left out has its default. */
export type ChoiceSettings = {
  /**
   * Answers. Of chosen people or groups: their answers, with the counts of all. Not where the choice hides names.
   * Default: `{"mode":"all"}`.
   */
  readonly scope?: { readonly mode: "all" } | { readonly mode: "users"; readonly ids: readonly number[] } | { readonly mode: "groups"; readonly ids: readonly number[] }
  /**
   * Anonymised copy, for teaching and research. Names and ids become pseudonyms, the same in each archive made here.
   * What people wrote themselves, pictures and attached files may still tell who they are: check them, or leave them
   * out. Default: `false`.
   */
  readonly anonymise?: boolean
  /**
   * Sections. What is left out is in nothing that the archive holds: not in the PDF, its data, the web page or the
   * lists. For a copy that students may keep there is a preset. At least 1. Default:
   * `["header","description","answers","unanswered"]`.
   */
  readonly sections?: readonly ("header" | "description" | "answers" | "unanswered")[]
  /** Language of the report’s own words. Default: `"en"`. */
  readonly language?: "en" | "de"
  /**
   * Time zone of dates. A name such as Europe/Berlin. It is printed with each time; times in names follow it, too. A
   * name of the IANA time zone database. Default: `"UTC"`.
   */
  readonly timeZone?: string
  /** Paper size. Default: `"A4"`. */
  readonly paperSize?: "A4" | "Letter"
  /** A web page beside each PDF. Default: `false`. */
  readonly htmlCopy?: boolean
  /** Watermark. A few words behind each page, such as “Copy for inspection”. Empty for none. Default: `""`. */
  readonly watermark?: string
  /**
   * Smaller pictures in reports. For pictures that a report shows. Files that were handed in are always kept byte for
   * byte. Default: `false`.
   */
  readonly reduceImages?: boolean
  /** Longest side of a picture. Counts only while reduceImages is true. From 100 to 10000 px. Default: `1200`. */
  readonly imageMaximumPixels?: number
  /**
   * Quality of photographs. As JPEG has it, from 1 to 100. Counts only while reduceImages is true. From 1 to 100.
   * Default: `80`.
   */
  readonly imageQuality?: number
  /**
   * Largest file that is kept. Larger files are left out; the report and the list say which, and how large they are. 0
   * keeps all. From 0 to 1000000 MB. Default: `0`.
   */
  readonly maximumFileSize?: number
  /**
   * The site’s own answer beside each PDF. Compressed and without secrets, so that nothing rests on our reading of it
   * alone. Only where no section is left out. Default: `true`.
   */
  readonly keepServiceAnswer?: boolean
  /**
   * Name of the archive. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${choiceid},
   * ${choicename}, ${date}, ${time}, ${timestamp}. Default: `"${courseshortname} ${choicename} ${date}"`.
   */
  readonly archiveName?: string
  /**
   * Folder of the report. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${choiceid},
   * ${choicename}, ${date}, ${time}, ${timestamp}. Default: `"${choicename}"`.
   */
  readonly folderPattern?: string
  /**
   * Name of a report. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${choiceid}, ${choicename},
   * ${date}, ${time}, ${timestamp}. Default: `"${choicename}"`.
   */
  readonly filePattern?: string
}

/** What can be set for a task of “Workshop”. What is left out has its default. */
export type WorkshopSettings = {
  /**
   * Submissions. “All” adds those of whom a submission is expected and who handed in nothing. Default:
   * `{"mode":"all"}`.
   */
  readonly scope?: { readonly mode: "all" } | { readonly mode: "submitted" } | { readonly mode: "submissions"; readonly ids: readonly number[] } | { readonly mode: "users"; readonly ids: readonly number[] } | { readonly mode: "groups"; readonly ids: readonly number[] }
  /**
   * Anonymised copy, for teaching and research. Names and ids become pseudonyms, the same in each archive made here.
   * What people wrote themselves, pictures and attached files may still tell who they are: check them, or leave them
   * out. Default: `false`.
   */
  readonly anonymise?: boolean
  /**
   * Sections. What is left out is in nothing that the archive holds: not in the PDF, its data, the web page or the
   * lists. For a copy that students may keep there is a preset. At least 1. Default:
   * `["header","instructions","submission","attachments","grade","assessments","reviewers","assessing"]`.
   */
  readonly sections?: readonly ("header" | "instructions" | "submission" | "attachments" | "grade" | "assessments" | "reviewers" | "assessing")[]
  /** Language of the report’s own words. Default: `"en"`. */
  readonly language?: "en" | "de"
  /**
   * Time zone of dates. A name such as Europe/Berlin. It is printed with each time; times in names follow it, too. A
   * name of the IANA time zone database. Default: `"UTC"`.
   */
  readonly timeZone?: string
  /** Paper size. Default: `"A4"`. */
  readonly paperSize?: "A4" | "Letter"
  /** A web page beside each PDF. Default: `false`. */
  readonly htmlCopy?: boolean
  /** Watermark. A few words behind each page, such as “Copy for inspection”. Empty for none. Default: `""`. */
  readonly watermark?: string
  /**
   * Smaller pictures in reports. For pictures that a report shows. Files that were handed in are always kept byte for
   * byte. Default: `false`.
   */
  readonly reduceImages?: boolean
  /** Longest side of a picture. Counts only while reduceImages is true. From 100 to 10000 px. Default: `1200`. */
  readonly imageMaximumPixels?: number
  /**
   * Quality of photographs. As JPEG has it, from 1 to 100. Counts only while reduceImages is true. From 1 to 100.
   * Default: `80`.
   */
  readonly imageQuality?: number
  /**
   * Largest file that is kept. Larger files are left out; the report and the list say which, and how large they are. 0
   * keeps all. From 0 to 1000000 MB. Default: `0`.
   */
  readonly maximumFileSize?: number
  /**
   * The site’s own answer beside each PDF. Compressed and without secrets, so that nothing rests on our reading of it
   * alone. Only where no section is left out. Default: `true`.
   */
  readonly keepServiceAnswer?: boolean
  /**
   * Name of the archive. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${workshopid},
   * ${workshopname}, ${date}, ${time}, ${timestamp}. Default: `"${courseshortname} ${workshopname} ${date}"`.
   */
  readonly archiveName?: string
  /**
   * Folder of a submission. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${workshopid},
   * ${workshopname}, ${submissionid}, ${submissiontitle}, ${username}, ${firstname}, ${lastname}, ${idnumber},
   * ${groupids}, ${groupidnumbers}, ${groupnames}, ${date}, ${time}, ${timestamp}. Default: `"${lastname} ${firstname}
   * ${idnumber}"`.
   */
  readonly folderPattern?: string
  /**
   * Name of a report. Variables: ${courseid}, ${coursename}, ${courseshortname}, ${cmid}, ${workshopid},
   * ${workshopname}, ${submissionid}, ${submissiontitle}, ${username}, ${firstname}, ${lastname}, ${idnumber},
   * ${groupids}, ${groupidnumbers}, ${groupnames}, ${date}, ${time}, ${timestamp}. Default: `"${workshopname}"`.
   */
  readonly filePattern?: string
}

/** The settings of the drivers that come with Muniment, by `driverId`. */
export interface DriverSettings {
  readonly quiz: QuizSettings
  readonly assessment: AssessmentSettings
  readonly forum: ForumSettings
  readonly choice: ChoiceSettings
  readonly workshop: WorkshopSettings
}
