import { sodiumReady } from '#app/crypto/sodium.ts'
import { problemCodeOf } from '#app/keyring/problem-code.ts'
import { overHttp } from './rotation-http.ts'
import type { RotationOrder, RotationReport } from './rotation-run.ts'
import { rotateCompartment, type RotationWatch } from './rotation.ts'

let going: 'on' | 'paused' | 'stopped' = 'on'
let wake: () => void = () => undefined

const report = (message: RotationReport) => self.postMessage(message)

const watch: RotationWatch = {
  moved: wraps => report({ kind: 'moved', wraps }),
  quarantined: wraps => report({ kind: 'quarantined', wraps }),
  retired: epoch => report({ kind: 'retired', epoch }),
  async goOn() {
    while (going === 'paused') await new Promise<void>(resolve => (wake = resolve))
    return going === 'on'
  },
}

async function rotate(order: RotationOrder & { do: 'start' }): Promise<void> {
  try {
    await sodiumReady()
    for (const task of order.tasks) {
      if ((await rotateCompartment(task, overHttp, watch)) === 'stopped') return report({ kind: 'stopped' })
    }
    report({ kind: 'done' })
  } catch (error) {
    report({ kind: 'failed', code: problemCodeOf(error) })
  }
}

/** The page never stalls: keys are posted here and go when the worker ends. */
self.onmessage = ({ data }: MessageEvent<RotationOrder>) => {
  if (data.do === 'start') return void rotate(data)
  going = data.do === 'pause' ? 'paused' : data.do === 'resume' ? 'on' : 'stopped'
  wake()
}
