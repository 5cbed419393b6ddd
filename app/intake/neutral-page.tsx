import { Say } from './say.tsx'
import { useWords } from './witness.tsx'

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** What stands in place of everything from the moment of leaving. Says nothing of what was here. */
export function NeutralPage() {
  const { words } = useWords()
  return (
    <main className="neutral">
      <h1>
        <Say text={words.neutral.heading} />
      </h1>
      <table>
        <tbody>
          {numbers.map(row => (
            <tr key={row}>
              {numbers.map(column => (
                <td key={column}>{row * column}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  )
}
