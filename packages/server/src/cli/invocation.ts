import type { MunimentClient } from '@muniment/sdk'
import type { Environment } from '../env.ts'
import type { Screen, Terminal } from './terminal.ts'

/** Options that every command takes. */
export interface CommonOptions {
  /** Folder of the database and the working files. */
  readonly data?: string
  /** Address of a Muniment server to use instead of this computer. */
  readonly server?: string
  /** Folders with packages of further archivers. */
  readonly drivers?: readonly string[]
  readonly json?: boolean
  readonly debug?: boolean
}

/** What a command works with. */
export interface Invocation {
  readonly terminal: Terminal
  /** For operators. */
  readonly stderr: Pick<Screen, 'write'>
  readonly environment: Environment
  readonly platform: NodeJS.Platform
  /** Version of the program. */
  readonly version: string
  /** Who runs the command, as the operating system knows them. */
  readonly userName: string
  /** Reads what is typed or piped, without showing it. */
  readonly readSecret: (question: string) => Promise<string>
  /** Fires at the first Ctrl-C; the second one ends the process. */
  readonly interrupted: AbortSignal
}

/** An open connection to Muniment: the one on this computer, or a server. */
export interface OpenClient extends AsyncDisposable {
  readonly client: MunimentClient
  readonly remote: boolean
}
