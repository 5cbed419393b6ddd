import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { chooseLanguage, isLanguage, languages as all } from '#app/i18n/language.ts'
import { findOrganisation } from '#db/organisation.ts'
import type { PageContext } from './context.ts'
import type { Instance } from './instance.ts'

/** Answers a page request. */
export type Pages = (request: Request) => Promise<Response>

/** Pages by Remix: its build as it loads, or how to get the newest one while developing. */
export function createPages(
  instance: Instance,
  build: Promise<ServerBuild> | (() => Promise<ServerBuild>),
  mode: 'production' | 'development',
): Pages {
  let handler: ReturnType<typeof createRequestHandler> | undefined
  return async request => {
    handler ??= createRequestHandler(typeof build === 'function' ? build : await build, mode)
    return handler(request, await readContext(instance, request))
  }
}

async function readContext({ db, form, log }: Instance, request: Request): Promise<PageContext> {
  const organisation = await findOrganisation(db)
  const offered = organisation?.languages.filter(isLanguage) ?? []
  const languages = offered.length > 0 ? offered : [...all]
  return {
    language: chooseLanguage(request.headers.get('accept-language'), languages),
    languages,
    form: { hash: form.hash, form: form.form },
    setUp: organisation !== undefined,
    reportFault: () => log({ event: 'fault', code: 'page' }),
  }
}
