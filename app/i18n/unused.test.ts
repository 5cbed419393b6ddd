import { describe, expect, it } from 'vitest'
import { findUnused } from '#tests/support/unused-texts.ts'
import { en as answers } from './answers/en.ts'
import { en as desk } from './desk/en.ts'
import { en as evidence } from './evidence/en.ts'
import { en as keys } from './keys/en.ts'
import { en as page } from './witness/en.ts'

describe('every text is used', () => {
  it('of the witness’s page', () => {
    const folders = ['app/intake', 'app/routes', 'server']
    const reached = ['reason', 'state', 'length', 'check.characters']
    expect(findUnused(page, { folders, reached, roots: ['words', 'page'] })).toEqual([])
  })

  it('of the longer forms', () => {
    const folders = ['app/intake', 'app/testimony', 'app/review']
    const reached = [
      'date.season',
      'date.ending',
      'date.mistake',
      'date.told',
      'place.regions',
      'place.precisions',
      'place.failed',
    ]
    expect(findUnused(answers, { folders, reached, roots: ['words', 'answers'] })).toEqual([])
  })

  it('of files', () => {
    const folders = ['app/intake']
    const reached = ['files', 'told', 'way', 'voice.ended', 'voice.failed']
    expect(findUnused(evidence, { folders, reached, roots: ['words', 'evidence'] })).toEqual([])
  })

  it('of the desk', () => {
    const folders = ['app/review', 'app/keyring', 'app/admin', 'app/routes']
    const reached = [
      'views',
      'columns',
      'status',
      'priority',
      'alarm.reasons',
      'codes',
      'reading.consentAnswers',
      'custody.kinds',
      'files.kinds',
      'files.pickers',
      'files.choices',
      'files.notShown',
      'files.view',
      'modes',
    ]
    expect(findUnused(desk, { folders, reached, roots: ['text'] })).toEqual([])
  })

  it('of the keys', () => {
    const folders = ['app/keyring', 'app/admin', 'app/routes']
    const reached = [
      'setUp.steps',
      'setUp.languageNames',
      'people.roleHelp',
      'keys.stages',
      'recover.steps',
      'common.compartments',
      'common.roles',
      'problems',
      'refusals',
    ]
    expect(findUnused(keys, { folders, reached, roots: ['words'] })).toEqual([])
  })
})
