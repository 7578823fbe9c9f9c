#!/usr/bin/env node
// Kept in old JavaScript: it must run on any Node to say that a newer one is needed.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Muniment needs Node 22.18 or newer; this is Node ${process.versions.node}.\n` +
      'Install a newer one from https://nodejs.org, then try again.\n',
  )
  process.exitCode = 1
} else {
  // Compiled code is kept for the next time: the command line starts in half the time.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache?.()
  // Node lets the part of its heap for young objects grow to 64 MB on a large machine, and fills it before it looks what is
  // not needed any more. Kept small, it looks earlier: that costs a few hundredths of the time.
  const { setFlagsFromString } = await import('node:v8')
  setFlagsFromString('--semi-space-growth-factor=1')
  const { runCommandLine } = await import('../dist/cli/main.js')
  await runCommandLine()
}
