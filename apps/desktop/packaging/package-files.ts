/**
 * What goes into the app, as electron-builder's patterns: a later one goes before an earlier one. Left out is what only
 * those need who build or debug the libraries, and forms of them that are not loaded.
 */
export const keptFiles: readonly string[] = [
  'out/**/*',
  'package.json',
  'node_modules/**/*',
  '!**/*.{md,markdown,map,tsbuildinfo,flow}',
  '!**/*.{ts,mts,cts,tsx}',
  '!**/*.test.js',
  '!**/{test,tests,__tests__,docs,examples,benchmark,.github}/**',
  '!node_modules/{typescript,@typescript,node-addon-api}/**',
  '!node_modules/@muniment/server/out/**',
  // Servers keep archives in buckets; the app keeps them in folders.
  '!node_modules/{@aws-sdk,@aws-crypto,@aws,@smithy}/**',
  // Of the typefaces only the faces that reports have.
  '!node_modules/@expo-google-fonts/*/*.png',
  '!node_modules/@expo-google-fonts/*/{1,2,3,5,8,9}00*/**',
  '!node_modules/@expo-google-fonts/*/600*/**',
  'node_modules/@expo-google-fonts/noto-sans/600*/**',
  // MathJax runs from its bundle, and draws with one form of its font.
  '!node_modules/@mathjax/src/{cjs,mjs,components}/**',
  '!node_modules/@mathjax/mathjax-newcm-font/{cjs,mjs,chtml,def}/**',
  '!node_modules/@cantoo/pdf-lib/{cjs,src,ts3.4}/**',
  '!node_modules/@cantoo/pdf-lib/dist/*.js',
  // Of native modules the one for this system.
  '!node_modules/better-sqlite3/{deps,src,prebuilds}/**',
  // oxlint-disable-next-line no-template-curly-in-string -- electron-builder's own placeholders
  'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
]

/** What the system loads and not Electron, which alone knows asar: native modules and what lies beside them. */
export const unpackedFiles: readonly string[] = ['**/*.node', 'node_modules/@img/**/*']
