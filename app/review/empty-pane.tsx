/** A pane with nothing in it says why, and what to do. */
export function EmptyPane({ title, help }: { title: string; help: string }) {
  return (
    <div className="rv-empty">
      <h2>{title}</h2>
      <p>{help}</p>
    </div>
  )
}
