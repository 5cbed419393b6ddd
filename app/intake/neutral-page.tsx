import './neutral-page.css'

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** What stands in place of everything from the moment of leaving, and what `neutralPath` serves. Says nothing of what was here. */
export function NeutralPage({ heading, lang }: { heading: string; lang: string }) {
  return (
    <main className="neutral">
      <h1 lang={lang}>{heading}</h1>
      <table>
        <thead>
          <tr>
            <td>×</td>
            {numbers.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.map(row => (
            <tr key={row}>
              <th scope="row">{row}</th>
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
