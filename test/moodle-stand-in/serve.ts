/**
 * Serves the sample course until stopped: `node test/moodle-stand-in/serve.ts [port]`.
 * Prints one line of JSON with address, token, user name and password. Stops on Ctrl+C, on a signal, or when its input ends.
 */
import { startSampleMoodle } from './start-sample-moodle.ts'

const moodle = await startSampleMoodle({ port: Number(process.argv[2] ?? 0) })
const { url, token, username, password } = moodle
process.stdout.write(`${JSON.stringify({ url, token, username, password })}\n`)

function stop(): void {
  process.stdin.destroy()
  void moodle.close()
}

process.once('SIGINT', stop)
process.once('SIGTERM', stop)
process.stdin.once('end', stop).resume()
