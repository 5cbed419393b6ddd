import { sodiumReady } from '#app/crypto/sodium.ts'
import { problemCodeOf } from '#app/keyring/problem-code.ts'
import { overHttp } from './rotation-http.ts'
import type { RotationOrder, RotationReport } from './rotation-run.ts'
import { rotateCompartment, type RotationTask, type RotationWatch } from './rotation.ts'

const order: { going: 'on' | 'paused' | 'stopped'; wake: () => void } = { going: 'on', wake: () => undefined }

const report = (message: RotationReport) => self.postMessage(message)

const watch: RotationWatch = {
  moved: wraps => report({ kind: 'moved', wraps }),
  quarantined: wraps => report({ kind: 'quarantined', wraps }),
  retired: epoch => report({ kind: 'retired', epoch }),
  async goOn() {
    while (order.going === 'paused') await new Promise<void>(resolve => (order.wake = resolve))
    return order.going === 'on'
  },
}

async function rotate(tasks: RotationTask[]): Promise<void> {
  try {
    await sodiumReady()
    for (const task of tasks) {
      if ((await rotateCompartment(task, overHttp, watch)) === 'stopped') return report({ kind: 'stopped' })
    }
    report({ kind: 'done' })
  } catch (error) {
    report({ kind: 'failed', code: problemCodeOf(error) })
  }
}

/** The page never stalls: keys are posted here and go when the worker ends. */
self.onmessage = ({ data }: MessageEvent<RotationOrder>) => {
  if (data.do === 'start') return void rotate(data.tasks)
  order.going = data.do === 'pause' ? 'paused' : data.do === 'resume' ? 'on' : 'stopped'
  order.wake()
}
