import { startFakeMoodle, type FakeMoodle } from '../support/fake-moodle.ts'

const changedAt = 1_795_395_537

/** What people made of a glossary: two of them in one place, and one who tries to act in the report. */
const entries = [
  entry(1, 5, 'Ancien R&eacute;gime', '<p>Before <b>1789</b>.</p>'),
  entry(2, 6, 'Assignat', '<p>Paper money.</p>'),
  entry(3, 5, 'CON', '<p>Hello<script>alert(1)</script><img src="x" onerror="alert(2)"></p>'),
  entry(4, 77, '../../Thermidor', '<p>A month.</p>'),
]

function entry(id: number, userid: number, concept: string, definition: string): Record<string, unknown> {
  return {
    id,
    glossaryid: 1,
    userid,
    userfullname: userid === 77 ? 'Someone Gone' : 'As the site likes',
    userpictureurl: `https://moodle.example/theme/image.php/boost/core/${Math.random()}/u/f1`,
    concept,
    definition,
    attachments: [],
    timecreated: changedAt,
    timemodified: changedAt,
    approved: true,
  }
}

const people = [
  { id: 5, fullname: 'Jürg Häberli', firstname: 'Jürg', lastname: 'Häberli', username: 'hist01', idnumber: 'A1' },
  { id: 6, fullname: 'Zoë Ångström', firstname: 'Zoë', lastname: 'Ångström', username: 'hist02', idnumber: 'A2' },
]

/** A site with one course and one glossary in it. */
export function startGlossarySite(): Promise<FakeMoodle> {
  const course = { id: 2, fullname: 'World history', shortname: 'HIST', visible: true }
  const glossary = { id: 1, coursemodule: 7, course: 2, name: 'Key &amp; core terms', intro: '', displayformat: 'list' }
  const module = { id: 7, instance: 1, modname: 'glossary', name: 'Key &amp; core terms' }
  return startFakeMoodle({
    batches: true,
    functions: {
      core_enrol_get_users_courses: () => [course],
      core_course_get_contents: () => [{ name: 'General', modules: [module] }],
      core_group_get_course_groups: () => [],
      core_enrol_get_enrolled_users: () => people,
      mod_glossary_get_glossaries_by_courses: () => ({ glossaries: [glossary], warnings: [] }),
      mod_glossary_get_entries_by_letter: (form) => ({
        count: entries.length,
        entries: entries.slice(Number(form.get('from')), Number(form.get('from')) + Number(form.get('limit'))),
      }),
    },
  })
}

export const glossaryToken = 'f00dfacef00dfacef00dfacef00dface'
