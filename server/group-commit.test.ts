import { describe, expect, it } from 'vitest'
import { createGroupCommit } from './group-commit.ts'

describe('group commit', () => {
  it('stores what arrives together in one commit, and what arrives meanwhile in the next', async () => {
    const batches: number[][] = []
    let release = () => {}
    const commit = createGroupCommit<number, number>(async items => {
      batches.push([...items])
      if (batches.length === 1) await new Promise<void>(resolve => (release = resolve))
      return items.map(item => item * 10)
    })
    const first = [1, 2, 3].map(commit)
    await new Promise(resolve => setImmediate(resolve))
    const second = [4, 5].map(commit)
    release()
    expect(await Promise.all([...first, ...second])).toEqual([10, 20, 30, 40, 50])
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ])
  })

  it('answers nobody before the commit', async () => {
    let committed = false
    const commit = createGroupCommit<number, boolean>(async items => {
      await new Promise(resolve => setTimeout(resolve, 20))
      committed = true
      return items.map(() => true)
    })
    await Promise.all([commit(1), commit(2)].map(answer => answer.then(() => expect(committed).toBe(true))))
  })

  it('tries each alone when a shared commit fails: one cannot sink its neighbours', async () => {
    const commit = createGroupCommit<string, string>(items =>
      items.includes('bad') ? Promise.reject(new Error('bad')) : Promise.resolve(items),
    )
    const answers = await Promise.allSettled(['a', 'bad', 'b'].map(commit))
    expect(answers.map(answer => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await commit('after')).toBe('after')
  })

  it('keeps to the largest batch', async () => {
    const sizes: number[] = []
    const commit = createGroupCommit<number, number>(items => Promise.resolve((sizes.push(items.length), items)), 4)
    await Promise.all(Array.from({ length: 10 }, (_, i) => commit(i)))
    expect(sizes).toEqual([4, 4, 2])
  })
})
