/** A known answer that the vault made: the shape of the files in `v1`. */
export type Written = {
  readonly name: string
  readonly section: number
  readonly expect: 'success'
  readonly comment: string
  readonly [field: string]: unknown
}
