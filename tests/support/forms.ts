import { join } from 'node:path'
import { sodiumReady } from '#app/crypto/sodium.ts'
import type { Form, Mode } from '#app/testimony/form.ts'
import { readOfferedForms, type OfferedForm } from '#server/form.ts'
import { root } from './planted.ts'

await sodiumReady()

/** The project's own form in its three lengths, as the server offers it. */
export const offeredForms = readOfferedForms(join(root, 'app/testimony/form'))

export const offered = (length: Mode = 'express'): OfferedForm => offeredForms[length]

/** With the words of every language. */
export const formIn = (length: Mode = 'express'): Form => offeredForms[length].read
