import { runBox, runPadding } from './kinds/box.ts'
import { runEvents, runMessage, runReceipt } from './kinds/case.ts'
import { runDay, runTombstone } from './kinds/custody.ts'
import { runKeyLog } from './kinds/key-log.ts'
import { runGrant, runInvitation, runLock, runMemberKeys, runRecoveryKeys, runRecoveryShares } from './kinds/people.ts'
import type { Run } from './kinds/vector.ts'
import { runSubmission, runWrapAdopted, runWrapSealed } from './kinds/wrap.ts'

/** How each kind of vector is run, by the beginning of its name. */
export const kinds: Readonly<Record<string, Run>> = {
  box: runBox,
  padding: runPadding,
  'wrap-sealed': runWrapSealed,
  'wrap-adopted': runWrapAdopted,
  submission: runSubmission,
  receipt: runReceipt,
  message: runMessage,
  events: runEvents,
  keylog: runKeyLog,
  'member-keys': runMemberKeys,
  lock: runLock,
  grant: runGrant,
  invitation: runInvitation,
  'recovery-keys': runRecoveryKeys,
  'recovery-shares': runRecoveryShares,
  tombstone: runTombstone,
  day: runDay,
}
