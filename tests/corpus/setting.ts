/** What the longer forms are answered with, by scenario: where it was, who acted, what became of those it happened to. */
export interface Setting {
  placeTypes: readonly string[]
  groups: readonly string[]
  status: readonly string[]
  service: readonly string[]
}

/** id | types of place | kinds of groups | how they are now | how far the service went */
const table = `
S01 | home commissariat           | commissariat         | still_serving free_safe left       | assembly trained rear
S02 | home court                  | court commissariat   | prosecuted left free_occupied      | avoided
S03 | street_public assembly_point | camp unit           | still_serving missing free_safe    | assembly front
S04 | workplace assembly_point    | employer_school unit | still_serving wounded free_safe    | trained front
S05 | school_university street_public | employer_school unit | still_serving missing left     | assembly trained
S06 | checkpoint                  | security unit        | free_safe held                     | released
S07 | home assembly_point         | unit camp            | missing still_serving free_occupied | assembly rear
S08 | prison camp_training        | camp                 | held missing still_serving         | trained rear
S09 | prison                      | detention            | held prosecuted                    | avoided assembly
S10 | administration commissariat | commissariat medical | free_occupied left                 | avoided released
S11 | front_line military_unit    | unit                 | free_safe wounded                  | rear front
S12 | front_line                  | unit                 | wounded free_safe                  | front
S13 | street_public assembly_point | unit                | missing                            | front unknown
S14 | front_line                  | unit                 | pow_ukraine prosecuted             | front
S15 | home administration         | commissariat         | left free_occupied                 | avoided
S16 | school_university           | employer_school      | free_occupied                      | avoided
S17 | administration              | administration       | free_occupied free_safe            | avoided
S18 | hospital commissariat       | medical              | free_occupied free_safe            | released
S19 | home border                 | commissariat         | free_occupied hiding left          | avoided
S20 | commissariat military_unit  | unit                 | still_serving wounded              | trained front
S21 | home                        | commissariat         | free_safe left                     | avoided
S22 | hospital                    | medical              | free_occupied unknown              | avoided
S23 | unofficial_detention        | security detention   | free_safe left                     | avoided
S24 | unknown                     | unit                 | unknown                            | unknown
`

const words = (cell: string | undefined): string[] => (cell ?? '').trim().split(' ').filter(Boolean)

export const settings: ReadonlyMap<string, Setting> = new Map(
  table
    .trim()
    .split('\n')
    .map(line => {
      const [id = '', placeTypes, groups, status, service] = line.split('|')
      return [
        id.trim(),
        { placeTypes: words(placeTypes), groups: words(groups), status: words(status), service: words(service) },
      ]
    }),
)

/** Who acts for a kind of group. */
export const rolesOf: Readonly<Record<string, string>> = {
  commissariat: 'commissar',
  unit: 'commander',
  camp: 'commander',
  security: 'fsb',
  court: 'judge_prosecutor',
  medical: 'doctor',
  employer_school: 'employer',
  detention: 'prison',
  administration: 'administration',
}
