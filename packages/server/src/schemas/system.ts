import { z } from 'zod'

export const systemDescription = z
  .object({
    version: z.string().describe('Version of Muniment.'),
    nodeVersion: z.string(),
    platform: z.string().describe('Operating system, as Node names it: `linux`, `darwin`, `win32` …'),
    dataFolder: z.string().describe('Folder of the database.'),
    archiveFolder: z.string().describe('Where archives are put: a folder, or `s3://bucket/…`.'),
    startedAt: z.date(),
  })
  .meta({ id: 'SystemDescription', description: 'Facts about an installation.' })
