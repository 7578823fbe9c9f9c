import { expectDamagesFound } from './expect-damages-found.ts'

expectDamagesFound({ damages: 1_000, perFile: 6, everySoMany: 1 })
