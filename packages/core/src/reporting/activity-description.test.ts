import { expect, test } from 'vitest'
import type { ArchivingContext } from '../driver/archiving-context.ts'
import { activityDescription } from './activity-description.ts'
import { createItemNames } from './item-names.ts'
import { choiceOption, localized } from './localized.ts'
import { reportSettings, toReportSettings } from './report-settings.ts'
import { validateSettings } from '../driver/validate-settings.ts'

const definitions = reportSettings({
  scope: {
    label: localized('Posts', 'Beiträge'),
    default: { mode: 'all' },
    modes: [choiceOption('all', 'All', 'Alle')],
  },
  sections: [choiceOption('post', 'Posts', 'Beiträge')],
  noun: { key: 'forum', idLabel: localized('Id', 'ID'), nameLabel: localized('Name', 'Name'), example: 'News' },
  itemVariables: [],
  folder: { label: localized('Folder', 'Ordner'), default: 'folder' },
  file: { default: 'file' },
})

const activity = {
  sourceId: 'source-1',
  courseId: 7,
  courseName: 'World history',
  courseShortName: 'HIST101',
  activityKind: 'forum',
  activityId: 3,
  courseModuleId: 42,
  activityName: 'News',
}

test('tells texts of the site without the ids that its filters make up for each answer', () => {
  const settings = toReportSettings(validateSettings(definitions, {}), ['post'])
  const names = createItemNames(definitions, 'forum')
  const told = (id: string) => {
    const introHtml = `<div class="mediaplugin" id="mediaplugin_${id}"><p id="yui_${id}">Discuss <b>here</b>.</p><p>Twice.</p></div>`
    const task = { activity, startedAt: new Date(0), createdAt: new Date(0) } as ArchivingContext['task']
    const log = { info: () => undefined, warn: () => undefined }
    const context = { task, log } as unknown as ArchivingContext
    return activityDescription({ name: 'News', facts: { introHtml, posts: 3 }, names }, context, settings)
  }
  expect(told('1')).toEqual(told('2'))
  expect(told('1')).toMatchObject({
    title: 'HIST101 World history: News',
    archiveName: 'HIST101 News 1970-01-01',
    facts: { introText: 'Discuss here.\nTwice.', posts: 3 },
  })
})
