import { collectDiagnosticsRequest, diagnostics } from '../schemas/diagnostics.ts'
import { systemDescription } from '../schemas/system.ts'
import { procedure, router } from '../trpc.ts'

export const systemRouter = router({
  describe: procedure
    .meta({ permission: 'look', scope: 'installation', description: 'Facts about this installation.' })
    .output(systemDescription)
    .query(({ ctx }) => ctx.core.describe()),

  collectDiagnostics: procedure
    .meta({
      permission: 'operate',
      scope: 'installation',
      description:
        'What helps to find a fault, for a report to those who make Muniment: it names nobody and holds no secret. Throws ' +
        '`not_found`.',
    })
    .input(collectDiagnosticsRequest)
    .output(diagnostics)
    .query(async ({ ctx, input }) => ({
      content: `${JSON.stringify(await ctx.core.collectDiagnostics(input.taskId), null, 2)}\n`,
    })),
})
