// Starts the real program, on its demo book unless told otherwise, and gives its address. It cannot outlive the journeys: a shell holds
// it, and ends it when the pipe from here closes, however this process ends.
// TROTH_PROGRAM names another build of the program; else the debug build is taken.

import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('../target/debug/troth', import.meta.url))
const program = process.env.TROTH_PROGRAM ?? built

const lifeline = '"$0" "$@" </dev/null & troth=$!; trap : INT TERM HUP PIPE; read -r _; kill $troth 2>/dev/null; wait $troth'

/** The seconds a debug build on a busy machine may need to make its demo book. */
const PATIENCE = 120

/** `words` are how it is started; `before` are commands that are run first, on the book of the same home. */
export async function openTroth(words = ['demo', '--port', '0', '--no-open'], before = []) {
  const home = await mkdtemp(join(tmpdir(), 'troth-browser-'))
  const env = { PATH: process.env.PATH, HOME: home, XDG_DATA_HOME: join(home, 'data'), TZ: 'UTC', LANG: 'C.UTF-8', NO_COLOR: '1' }
  for (const command of before) execFileSync(program, command, { env })
  const child = spawn('sh', ['-c', lifeline, program, ...words], { stdio: ['pipe', 'pipe', 'pipe'], env })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', text => { complaints += text })
  const stop = async () => {
    const ended = new Promise(resolve => child.once('close', resolve))
    child.stdin.end()
    if (child.exitCode === null) await ended
    await rm(home, { recursive: true, force: true })
  }
  try {
    const address = await addressFrom(child)
    return { address, stop, complaints: () => complaints }
  } catch (error) {
    await stop()
    throw new Error(`${error.message}. It said: ${complaints || 'nothing'}`)
  }
}

function addressFrom(child) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`troth did not open within ${PATIENCE} seconds`)), PATIENCE * 1000)
    const lines = createInterface({ input: child.stdout })
    lines.on('line', line => {
      const found = line.match(/Troth is open at (http:\/\/127\.0\.0\.1:\d+)\//)
      if (!found) return
      clearTimeout(late)
      resolve(found[1])
    })
    lines.once('close', () => {
      clearTimeout(late)
      reject(new Error('troth ended before it opened'))
    })
  })
}
