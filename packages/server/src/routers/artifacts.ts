import { artifactCheckReport, cleaningReport } from '../schemas/artifacts.ts'
import { procedure, router } from '../trpc.ts'

export const artifactsRouter = router({
  clean: procedure
    .meta({
      permission: 'operate',
      scope: 'installation',
      description:
        'Removes what nothing needs any more from the artifact store. What is found unneeded is put aside first and ' +
        'removed a day later at the earliest. Happens once a day by itself.',
    })
    .output(cleaningReport)
    .mutation(({ ctx }) => ctx.core.clean()),

  check: procedure
    .meta({
      permission: 'operate',
      scope: 'installation',
      description:
        'Reads everything in the artifact store and compares it with its hash, and looks whether all is there that ' +
        'something needs. What has changed is moved away. Damage is told and no error.',
    })
    .output(artifactCheckReport)
    .mutation(({ ctx, signal }) => ctx.core.checkArtifacts(signal)),
})
