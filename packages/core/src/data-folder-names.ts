import { join } from 'node:path'

/** What lies in a data folder. */
export const dataFolderNames = {
  /** Of an installation on SQLite. */
  database: 'muniment.db',
  artifacts: 'artifacts',
  uploads: 'uploads',
  /** What is written on this computer before it goes to S3-compatible storage. */
  working: 'working',
  /** Unless sealed archives are put elsewhere. */
  archives: 'archives',
  /** Unless the key comes from elsewhere. */
  secretKey: 'secret.key',
  /** In its place on the desktop: the key as the operating system's keystore has sealed it. */
  sealedSecretKey: 'secret.key.sealed',
} as const

/** Where the database of a data folder lies. */
export const databaseFileIn = (dataFolder: string): string => join(dataFolder, dataFolderNames.database)
