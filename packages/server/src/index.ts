export { appRouter, type AppRouter } from './router.ts'
export type { Incident, ReportIncident, RequestContext } from './request-context.ts'
