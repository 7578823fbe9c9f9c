import { app, type RenderProcessGoneDetails } from 'electron'
import type { CrashReports } from '../services/crash-reports.ts'
import type { TaskNews } from '../services/task-news.ts'
import type { WorkDisplay } from '../services/work-display.ts'

export interface WindowFollowers {
  readonly display: WorkDisplay
  readonly taskNews: TaskNews
  readonly crashReports: CrashReports
}

/** A page that crashes at once after it was shown anew would do so for ever. */
const reloadAtMostEveryMs = 10_000

/** Shows in each window how far the engine is, takes note when somebody looks at it, and shows a page anew that crashed. */
export function followWindows({ display, taskNews, crashReports }: WindowFollowers): void {
  app.on('browser-window-created', (_event, window) => {
    display.showIn(window)
    window.on('focus', () => taskNews.seen())
    let reloadedAtMs = Number.NEGATIVE_INFINITY
    window.webContents.on('render-process-gone', (_gone, { reason }: RenderProcessGoneDetails) => {
      if (reason === 'clean-exit' || window.isDestroyed()) return
      void crashReports.keep({ part: 'window', reason, fault: null })
      const nowMs = performance.now()
      if (nowMs - reloadedAtMs < reloadAtMostEveryMs) return
      reloadedAtMs = nowMs
      // What it showed is in its address; what the engine does goes on meanwhile.
      window.webContents.reload()
    })
  })
}
