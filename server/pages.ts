import type { RequestHandler, ServerBuild } from '@remix-run/node'
import { chooseLanguage, languagesOf } from '#app/i18n/language.ts'
import { findOrganisation } from '#db/organisation.ts'
import type { PageContext } from './context.ts'
import type { Instance } from './instance.ts'

/** Answers a page request. */
export type Pages = (request: Request) => Promise<Response>

/** Where pages come from: the build, read once, or the newest one at every request while developing. */
export interface PageSource {
  mode: 'production' | 'development'
  read(): Promise<ServerBuild>
}

/** Pages by Remix, which loads with the first of them: submissions are taken before. */
export function createPages(instance: Instance, source: PageSource): Pages {
  let handler: Promise<RequestHandler> | undefined
  return async request => {
    const handle = await (handler ??= createHandler(source))
    return handle(request, await readContext(instance, request))
  }
}

async function createHandler({ mode, read }: PageSource): Promise<RequestHandler> {
  const { createRequestHandler } = await import('@remix-run/node')
  return createRequestHandler(mode === 'development' ? read : await read(), mode)
}

async function readContext(instance: Instance, request: Request): Promise<PageContext> {
  const { db, words, log, settings } = instance
  const organisation = await findOrganisation(db)
  const languages = languagesOf(organisation?.languages ?? [])
  const language = chooseLanguage(request.headers.get('accept-language'), languages)
  return {
    language,
    languages,
    wording: words[language],
    noScript: languages.flatMap(lang => {
      const { page, borrowed } = words[lang]
      return borrowed.page.includes('noScript') ? [] : [{ lang, text: page.noScript }]
    }),
    setUp: organisation !== undefined,
    leaveTo: settings.leaveTo,
    maxFileBytes: settings.maxFileBytes,
    reportFault: () => log({ event: 'fault', code: 'page' }),
  }
}
