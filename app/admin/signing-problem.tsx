import { NavLink } from '@remix-run/react'
import { useKeysWords } from '#app/i18n/keys/words.ts'
import { Problem } from '#app/keyring/problem.tsx'
import type { ProblemCode } from '#app/keyring/problem-code.ts'

/** What kept somebody from signing; where the server holds something back, what that means and where it is seen. */
export function SigningProblem({ code, children }: { code: ProblemCode | null; children?: string | undefined }) {
  const { people: words } = useKeysWords()
  if (code !== 'truncated') return <Problem code={code}>{children}</Problem>
  return (
    <>
      <Problem code={code}>{words.withheld}</Problem>
      <p>
        <NavLink to="/desk" prefetch="none">
          {words.withheldGo}
        </NavLink>
      </p>
    </>
  )
}
