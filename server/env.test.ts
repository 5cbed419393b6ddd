import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readSettings, WrongSetting } from './env.ts'

const wrong = (environment: Record<string, string>) => {
  try {
    readSettings(environment)
  } catch (error) {
    if (error instanceof WrongSetting) return error.message
  }
  return null
}

describe('settings', () => {
  it('have defaults that serve this machine alone', () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      data: './data',
      origin: 'http://localhost:3000',
      leaveTo: '',
      form: './app/testimony/form',
      languages: '',
      maxSubmissionBytes: 1_200_000,
      maxFileBytes: 10_737_418_240,
      evidenceBytes: 0,
      keepFreeBytes: 134_217_728,
      sessionIdleMinutes: 60,
      sessionHours: 12,
    })
  })

  it('take their origin from the port unless it is given', () => {
    expect(readSettings({ PORT: '8080' }).origin).toBe('http://localhost:8080')
    expect(readSettings({ PORT: '8080', SVIDOK_ORIGIN: 'https://example.org' }).origin).toBe('https://example.org')
  })

  it('that are empty count as absent', () => {
    expect(readSettings({ PORT: '', SVIDOK_DATA: '' })).toEqual(readSettings({}))
  })

  it.each([
    [{ PORT: 'three' }, 'The setting PORT has to be a whole number.'],
    [{ PORT: '70000' }, 'The setting PORT has to be at most 65535.'],
    [{ PORT: '0' }, 'The setting PORT has to be at least 1.'],
    [{ SVIDOK_ORIGIN: 'example.org' }, 'The setting SVIDOK_ORIGIN has to be like https://example.org, without a path.'],
    [
      { SVIDOK_ORIGIN: 'https://example.org/' },
      'The setting SVIDOK_ORIGIN has to be like https://example.org, without a path.',
    ],
    [{ SVIDOK_ORIGIN: 'https://EXAMPLE.org' }, 'The setting SVIDOK_ORIGIN is not an address in its plain form.'],
    [
      { SVIDOK_LEAVE_TO: 'http://example.org/' },
      'The setting SVIDOK_LEAVE_TO has to be like https://example.org/weather.',
    ],
    [{ SVIDOK_LEAVE_TO: 'https://[' }, 'The setting SVIDOK_LEAVE_TO is not an address.'],
    [{ SVIDOK_MAX_SUBMISSION_BYTES: '10' }, 'The setting SVIDOK_MAX_SUBMISSION_BYTES has to be at least 32768.'],
    [{ SVIDOK_SESSION_HOURS: '1.5' }, 'The setting SVIDOK_SESSION_HOURS has to be a whole number.'],
  ])('that cannot be are named in one sentence: %o', (environment, sentence) => {
    expect(wrong(environment)).toBe(sentence)
  })

  it('stand in .env.example with their defaults, all of them', () => {
    const example = parseEnv(readFileSync('.env.example', 'utf8'))
    expect(readSettings(example)).toEqual(readSettings({}))
    expect(Object.keys(example).length).toBe(Object.keys(readSettings({})).length)
  })
})
