/** Addresses of the screens, within the page: what a link has as its `href`. Patterns for the router are beside the screens. */
export const addresses = {
  welcome: () => '#/welcome',
  /** Where it is said what becomes of a Moodle backup. */
  backups: () => '#/welcome/backup',
  connect: () => '#/connect',
  /** To sign in again to a source that does not take the kept sign-in any more. */
  signInAgain: (sourceId: string) => `#/connect/${encodeURIComponent(sourceId)}`,
  courses: () => '#/courses',
  course: (sourceId: string, courseId: number) => `#/courses/${encodeURIComponent(sourceId)}/${courseId}`,
  newArchive: (sourceId: string, courseId: number, courseModuleId: number) =>
    `#/courses/${encodeURIComponent(sourceId)}/${courseId}/archive/${courseModuleId}`,
  tasks: () => '#/tasks',
  task: (taskId: string) => `#/tasks/${encodeURIComponent(taskId)}`,
  archives: () => '#/archives',
  archive: (archiveId: string) => `#/archives/${encodeURIComponent(archiveId)}`,
  settings: (section?: string) => (section === undefined ? '#/settings' : `#/settings/${section}`),
} as const

/** Shows a screen, as a link to it would. */
export function goTo(address: string): void {
  location.hash = address.slice(1)
}
