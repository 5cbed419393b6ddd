const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** Says a number of bytes in the unit that fits it, of a thousand each; below that by `exactly`. */
export function sizeIn(locale: string, exactly: (n: number) => string): (n: number) => string {
  const say = units.map(
    unit => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 }),
  )
  return n => {
    const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, n)) / 3))
    return power === 0 ? exactly(n) : say[power]!.format(n / 1000 ** power)
  }
}
