import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Our own packages are read from their sources, so that a build needs none before it. */
const conditions = ['source', 'module', 'browser', 'development|production']

export default defineConfig({
  main: {
    resolve: { conditions: ['source', 'module', 'node', 'development|production'] },
    build: {
      // What it needs of the SDK goes into it; core and server are for the utility process and stay beside.
      externalizeDeps: { exclude: ['@muniment/sdk'] },
      rolldownOptions: {
        input: { main: 'src/main/main.ts', utility: 'src/utility/utility.ts' },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload may require nothing but `electron`, and only as CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'src/preload/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    plugins: [react()],
    resolve: { conditions },
    build: { minify: true, assetsInlineLimit: 0, rolldownOptions: { input: 'src/renderer/index.html' } },
  },
})
