import { expect, test } from 'vitest'
import { isReadFunction } from './read-functions.ts'

test.each([
  'mod_glossary_get_entries_by_letter',
  'mod_assign_list_participants',
  'mod_data_search_entries',
  'core_course_check_updates',
  'core_get_component_strings',
  'gradereport_user_get_grade_items',
  'mod_forum_can_add_discussion',
])('%s reads', (name) => expect(isReadFunction(name)).toBe(true))

test.each([
  'mod_glossary_add_entry',
  'mod_glossary_view_entry',
  'mod_glossary_delete_entry',
  'mod_assign_get_submission_status',
  'mod_wiki_get_page_for_editing',
  'tool_mobile_get_autologin_key',
  'tool_mobile_call_external_functions',
  'core_update_inplace_editable',
  'local_my_plugin_get_things',
  'local_plugin_getandset',
  'get',
  '',
  'mod_glossary_get_entries&wsfunction=core_user_delete_users',
  'MOD_GLOSSARY_GET_ENTRIES',
  'mod_glossary_get_entries\n',
])('%s is not taken for a read', (name) => expect(isReadFunction(name)).toBe(false))
