import type { ButtonHTMLAttributes } from 'react'
import './button.css'

export type ButtonKind = 'primary' | 'plain' | 'text' | 'alarm'

/** One primary button on a screen; `text` looks like a link. Never submits a form. */
export function Button({
  kind = 'plain',
  className,
  ...rest
}: { kind?: ButtonKind } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" {...rest} className={`button button-${kind}${className ? ` ${className}` : ''}`} />
}
