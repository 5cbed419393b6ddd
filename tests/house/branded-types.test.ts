import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'
import { PlantedHouse } from '#tests/support/planted.ts'

/** What must not compile, and the least change that does. */
const PLANTED = {
  'plain bytes where a sealed box is asked': {
    wrong: `export const box: Box<'account'> = new Uint8Array(100)`,
    right: `export const box: Box<'account'> = new Uint8Array(100) as Box<'account'>`,
  },
  'a box of another purpose': {
    wrong: `export const take = (box: Box<'contact'>): Box<'account'> => box`,
    right: `export const take = (box: Box<'account'>): Box<'account'> => box`,
  },
  'a secret key where a public one is asked': {
    wrong: `export const publish = (pair: KemKeyPair): KemPublicKey => pair.secretKey`,
    right: `export const publish = (pair: KemKeyPair): KemPublicKey => pair.publicKey`,
  },
  'a content key where a box key is asked': {
    wrong: `export const give = (key: ContentKey): BoxKey => key`,
    right: `export const give = (key: BoxKey): BoxKey => key`,
  },
}

describe('the types', () => {
  const house = new PlantedHouse(['app/crypto', 'tsconfig.json', 'package.json'])
  afterAll(() => house.remove())

  it.each(Object.entries(PLANTED))('refuse %s', (name, { wrong, right }) => {
    const compile = (text: string): readonly string[] => {
      const path = `app/crypto/planted-${name.replaceAll(' ', '-')}.ts`
      house.plant(
        path,
        `import type { Box, BoxKey, ContentKey, KemKeyPair, KemPublicKey } from './types.ts'\n${text}\n`,
      )
      const { config } = ts.readConfigFile(join(house.folder, 'tsconfig.json'), file => ts.sys.readFile(file)) as {
        config: { compilerOptions: object }
      }
      const { options } = ts.parseJsonConfigFileContent(config, ts.sys, house.folder)
      const program = ts.createProgram([join(house.folder, path)], { ...options, types: [] })
      return ts.getPreEmitDiagnostics(program).map(each => ts.flattenDiagnosticMessageText(each.messageText, ' '))
    }
    const said = compile(wrong)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('is not assignable')
    expect(compile(right)).toEqual([])
  })
})
