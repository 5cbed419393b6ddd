import { z } from 'zod'

const whole = (min: number, max: number, standard: number) =>
  z
    .string()
    .regex(/^\d+$/, 'has to be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `has to be at least ${min}`).max(max, `has to be at most ${max}`))
    .default(standard)

const Environment = z.object({
  PORT: whole(1, 65_535, 3000),
  HOST: z.string().min(1, 'is empty').default('127.0.0.1'),
  SVIDOK_DATA: z.string().min(1, 'is empty').default('./data'),
  SVIDOK_ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/\s?#@]+$/, 'has to be like https://example.org, without a path')
    .refine(origin => URL.canParse(origin) && new URL(origin).origin === origin, 'is not an address in its plain form')
    .optional(),
  SVIDOK_LEAVE_TO: z
    .string()
    .regex(/^https:\/\/[^\s@]+$/, 'has to be like https://example.org/weather')
    .refine(address => URL.canParse(address), 'is not an address')
    .default(''),
  SVIDOK_FORM: z.string().min(1, 'is empty').default('./app/testimony/form'),
  SVIDOK_LANGUAGES: z.string().default(''),
  SVIDOK_MAX_SUBMISSION_BYTES: whole(32_768, 16_777_216, 1_200_000),
  // FORMAT.md §2 ends at 2^40.
  SVIDOK_MAX_FILE_BYTES: whole(65_536, 2 ** 40, 10 * 2 ** 30),
  SVIDOK_EVIDENCE_BYTES: whole(0, Number.MAX_SAFE_INTEGER, 0),
  SVIDOK_KEEP_FREE_BYTES: whole(0, Number.MAX_SAFE_INTEGER, 134_217_728),
  SVIDOK_SESSION_IDLE_MINUTES: whole(1, 1440, 60),
  SVIDOK_SESSION_HOURS: whole(1, 168, 12),
})

/** What an operator can set; .env.example says what each means. */
export interface Settings {
  port: number
  host: string
  /** Folder of the database, of the sealed files and of the OPAQUE set-up. */
  data: string
  /** Address that browsers see, without a path. */
  origin: string
  /** Where “Leave” leads; empty: to the neutral page of this server. */
  leaveTo: string
  /** Folder of the form. */
  form: string
  /** Folder of words that take the place of those that come with Svidok; empty: none. */
  languages: string
  maxSubmissionBytes: number
  /** Of one file, before it is padded and sealed. */
  maxFileBytes: number
  /** Of all sealed files together; 0: as many as the disk takes. */
  evidenceBytes: number
  keepFreeBytes: number
  sessionIdleMinutes: number
  sessionHours: number
}

/** A setting that cannot be. The message is one sentence that names it. */
export class WrongSetting extends Error {}

/** Reads the settings; an empty one counts as absent. Throws `WrongSetting`. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new WrongSetting(`The setting ${String(issue?.path[0])} ${issue?.message ?? 'is wrong'}.`)
  }
  const set = read.data
  return {
    port: set.PORT,
    host: set.HOST,
    data: set.SVIDOK_DATA,
    origin: set.SVIDOK_ORIGIN ?? `http://localhost:${set.PORT}`,
    leaveTo: set.SVIDOK_LEAVE_TO,
    form: set.SVIDOK_FORM,
    languages: set.SVIDOK_LANGUAGES,
    maxSubmissionBytes: set.SVIDOK_MAX_SUBMISSION_BYTES,
    maxFileBytes: set.SVIDOK_MAX_FILE_BYTES,
    evidenceBytes: set.SVIDOK_EVIDENCE_BYTES,
    keepFreeBytes: set.SVIDOK_KEEP_FREE_BYTES,
    sessionIdleMinutes: set.SVIDOK_SESSION_IDLE_MINUTES,
    sessionHours: set.SVIDOK_SESSION_HOURS,
  }
}
