// The thread of a trial: imports the module of a package and tells when that is over, however it ended.

import { registerHooks } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { TrialData, TrialOutcome } from './trial-import.ts'

const standIn = 'muniment-core:stand-in'

/** Something that can be called, made, extended and looped over, and is nothing: it ends every loop over it. */
const nothing = `
  const nothing = new Proxy(function () {}, {
    get(target, name) {
      if (name === 'prototype') return target.prototype
      if (name === Symbol.toPrimitive) return () => ''
      return name === 'then' ? undefined : nothing
    },
    apply: () => nothing,
    construct: () => ({}),
  })
`

async function tryIt({ url, ourName, exportedNames }: TrialData): Promise<void> {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === ourName ? { url: standIn, format: 'module', shortCircuit: true } : next(specifier, context),
    load: (address, context, next) => {
      if (address !== standIn) return next(address, context)
      const exports = exportedNames.map((name) => `export const ${name} = nothing`)
      return { format: 'module', source: [nothing, ...exports].join('\n'), shortCircuit: true }
    },
  })
  // Nothing is left to do and the import is not over. An end by `process.exit` is not told here.
  process.once('beforeExit', () => parentPort?.postMessage('waiting' satisfies TrialOutcome))
  // What it throws is told by the real import: here it may be for want of a real core.
  await import(url).catch(() => undefined)
  parentPort?.postMessage('over' satisfies TrialOutcome)
}

void tryIt(workerData as TrialData)
