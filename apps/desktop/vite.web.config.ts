import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The page as a server sends it to browsers: the same sources, nothing of Electron. */
export default defineConfig({
  root: 'src/renderer',
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: { outDir: '../../../../packages/server/out/web', emptyOutDir: true, assetsInlineLimit: 0 },
})
