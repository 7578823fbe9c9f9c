import { defineConfig } from 'tsdown'

const bundled = ['superjson', 'copy-anything', 'is-what', 'eventsource-parser']

/** The published package: one file for each module system, with nothing to install beside it. */
export default defineConfig({
  entry: { index: 'src/index.ts', node: 'src/node/index.ts' },
  outDir: 'out',
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: { sourcemap: false },
  sourcemap: false,
  external: [/^node:/u],
  deps: { alwaysBundle: bundled, onlyBundle: bundled },
  inputOptions: { resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] } },
})
