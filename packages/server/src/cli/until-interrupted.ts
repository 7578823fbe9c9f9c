/** Resolves when the process is told to stop, or was already. */
export function untilInterrupted(interrupted: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (interrupted.aborted) done()
    interrupted.addEventListener('abort', () => done(), { once: true })
  })
}
