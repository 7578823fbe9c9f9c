import { expectDamagesFound } from './expect-damages-found.ts'

// More of them: one-byte-damage.long.test.ts.
expectDamagesFound({ damages: 250, perFile: 2, everySoMany: 4 })
