import { accessRouter } from './routers/access.ts'
import { archivesRouter } from './routers/archives.ts'
import { artifactsRouter } from './routers/artifacts.ts'
import { driversRouter } from './routers/drivers.ts'
import { presetsRouter } from './routers/presets.ts'
import { sourcesRouter } from './routers/sources.ts'
import { systemRouter } from './routers/system.ts'
import { tasksRouter } from './routers/tasks.ts'
import { uploadsRouter } from './routers/uploads.ts'
import { router } from './trpc.ts'

/** All procedures, by noun. What they work on comes with the request ({@link RequestContext}). */
export const appRouter = router({
  drivers: driversRouter,
  sources: sourcesRouter,
  tasks: tasksRouter,
  presets: presetsRouter,
  uploads: uploadsRouter,
  archives: archivesRouter,
  artifacts: artifactsRouter,
  access: accessRouter,
  system: systemRouter,
})

export type AppRouter = typeof appRouter
