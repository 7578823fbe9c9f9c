import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import type { VerifyFinding, VerifyVerdict } from '../../archive/verify-finding.ts'
import { verificationOccasions } from '../../core.ts'
import { ArchiveEntity } from './archive.entity.ts'

/** The history of an archive's verifications. Ids rise with time. */
export const ArchiveVerificationEntity = defineEntity({
  name: 'ArchiveVerification',
  tableName: 'archive_verification',
  properties: {
    id: p.integer().primary().autoincrement(),
    archive: () => p.manyToOne(ArchiveEntity).mapToPk().deleteRule('cascade'),
    at: p.datetime(),
    occasion: p.enum(verificationOccasions),
    deep: p.boolean(),
    verdict: p.string().$type<VerifyVerdict>(),
    filesChecked: p.integer(),
    bytesChecked: p.bigint('number'),
    findings: p.json<readonly VerifyFinding[]>(),
    findingsLeftOut: p.integer(),
  },
})

export type ArchiveVerificationRow = InferEntity<typeof ArchiveVerificationEntity>
