import { extname } from 'node:path'

/**
 * The address of a module that lies beside (or below) another one of ours, whether we run from source (`.ts`) or from
 * the built package (`.js`). Needed for modules that are started rather than imported: processes and threads.
 *
 * @param specifier relative and without its ending, such as `./child/main`
 * @param from `import.meta.url` of the caller
 */
export function siblingModule(specifier: string, from: string): URL {
  return new URL(`${specifier}${extname(new URL(from).pathname)}`, from)
}
