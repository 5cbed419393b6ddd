/** A verified message of a case: where it stands and what it names (FORMAT.md §6). Hashes and keys are b64u. */
export type ThreadMessage = {
  readonly from: 'witness' | 'team'
  readonly seq: number
  /** H(32, box). */
  readonly hash: string
  /** `prev` of its JSON, absent at seq 1. */
  readonly prev?: string | undefined
  /** `by` of its JSON, from the team alone. */
  readonly by?: string | undefined
}

/** How a message is shown: `counts`, or `unconfirmed` when nobody who speaks for the team vouches for it. */
export type Judgement = { readonly standing: 'counts' | 'unconfirmed'; readonly conflict: boolean }

/**
 * Judges the messages of one case (FORMAT.md §6), in the order that was given. A team message counts if
 * its author speaks for the team now (`speakers` of the key log, b64u) or if a message that counts names
 * it in `prev`. In conflict are messages that share a seq, and two neighbours of which the later does not
 * name the earlier in `prev`. The witness's messages always count: they verify with the receipt's key alone.
 */
export function judgeThread(messages: readonly ThreadMessage[], speakers: readonly string[]): Judgement[] {
  const speaking = new Set(speakers)
  const team = messages.filter(({ from }) => from === 'team')
  const counting = vouchedFor(team, speaking)
  return messages.map(message => ({
    standing: message.from === 'witness' || counting.has(message.hash) ? 'counts' : 'unconfirmed',
    conflict: inConflict(message, messages),
  }))
}

/** From the newest to the oldest: a message vouches for the one before it. */
function vouchedFor(team: readonly ThreadMessage[], speaking: ReadonlySet<string>): Set<string> {
  const counting = new Set<string>()
  for (const { hash, by, prev } of [...team].sort((a, b) => b.seq - a.seq)) {
    if (by !== undefined && speaking.has(by)) counting.add(hash)
    if (counting.has(hash) && prev !== undefined) counting.add(prev)
  }
  return counting
}

function inConflict({ from, seq, hash, prev }: ThreadMessage, messages: readonly ThreadMessage[]): boolean {
  const own = messages.filter(other => other.from === from)
  const numbered = (n: number) => own.filter(other => other.seq === n)
  if (numbered(seq).some(other => other.hash !== hash)) return true
  if ((seq === 1) !== (prev === undefined)) return true
  const before = numbered(seq - 1)
  const after = numbered(seq + 1)
  return (before.length > 0 && !before.some(other => other.hash === prev)) || after.some(other => other.prev !== hash)
}
