import { artifactDamageKinds } from '@muniment/core'
import { z } from 'zod'

export const cleaningReport = z
  .object({
    setAside: z.int().describe('Contents that nothing needs and that were put aside.'),
    restored: z.int().describe('Contents that had been put aside and are needed again.'),
    removed: z.int().describe('Contents that were removed for good.'),
    removedBytes: z.number(),
  })
  .meta({ id: 'CleaningReport', description: 'What cleaning the artifact store did.' })

const artifactDamage = z
  .object({
    sha256: z.string().describe('What its hash should be, in hex.'),
    kind: z
      .enum(artifactDamageKinds)
      .describe('`changed`: not the bytes that were written; it was moved to `damaged/`. `unreadable`: left there.'),
    needed: z.boolean().describe('Whether an item or an additional file needs it.'),
  })
  .meta({ id: 'ArtifactDamage', description: 'A content of the artifact store that cannot be used.' })

export const artifactCheckReport = z
  .object({
    contentsChecked: z.int(),
    bytesChecked: z.number(),
    damages: z.array(artifactDamage).readonly().describe('At most 1,000; `damagesLeftOut` counts the rest.'),
    damagesLeftOut: z.int(),
  })
  .meta({ id: 'ArtifactCheckReport', description: 'What checking the artifact store found.' })
