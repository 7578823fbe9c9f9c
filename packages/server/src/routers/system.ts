import { systemDescription } from '../schemas/system.ts'
import { procedure, router } from '../trpc.ts'

export const systemRouter = router({
  describe: procedure
    .meta({ permission: 'look', description: 'Facts about this installation.' })
    .output(systemDescription)
    .query(({ ctx }) => ctx.core.describe()),
})
