/** What Moodle calls functions that only read. `view` is not among them: it writes into the log who looked. */
const readingVerbs = new Set(['get', 'list', 'search', 'can', 'check', 'count'])

/** Named like reads, and not: they write on the site, lock something, or hand out a key that opens it. */
const notReading = new Set([
  'core_calendar_get_calendar_export_token',
  'core_files_get_unused_draft_itemid',
  // Makes a row `new` for a student without a submission, and logs that feedback was seen.
  'mod_assign_get_submission_status',
  'mod_bigbluebuttonbn_get_join_url',
  'mod_lti_get_tool_launch_data',
  // Moves on an attempt whose time is up.
  'mod_quiz_get_attempt_data',
  'mod_quiz_get_attempt_summary',
  // Locks the page for others.
  'mod_wiki_get_page_for_editing',
  'tool_mobile_get_autologin_key',
  'tool_mobile_get_tokens_for_qr_login',
])

/**
 * Whether a web service function leaves the site as it is, as far as its name tells: `<type>_<name>_<verb>_…`, as in
 * `mod_glossary_get_authors`. When in doubt it is not: a function of a component whose name has an underscore, such as
 * `local_my_plugin_get_things`, is none.
 */
export function isReadFunction(webServiceFunction: string): boolean {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/u.test(webServiceFunction)) return false
  if (notReading.has(webServiceFunction)) return false
  const [type, name = '', verb = ''] = webServiceFunction.split('_')
  return readingVerbs.has(verb) || (type === 'core' && name === 'get')
}
