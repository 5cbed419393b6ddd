/** What the longer forms say beside their questions: dates, places, groups. Short, plain; `{n}` is filled in (`fill.ts`). */
export const en = {
  /** A fuzzy date. */
  date: {
    year: 'Year',
    month: 'Month or season',
    months: 'Months',
    seasons: 'Seasons',
    notKnown: 'Not known',
    /** A winter at the start of a year began in the year before; `winterOf` says it once the year is known. */
    season: {
      winter_before: 'Winter, start of the year',
      spring: 'Spring',
      summer: 'Summer',
      autumn: 'Autumn',
      winter: 'Winter, end of the year',
      winterOf: 'Winter {years}',
    },
    day: 'Day',
    doubt: 'How exact it is',
    about: 'About then',
    unsure: 'Not sure',
    period: 'It lasted: from … to …',
    start: 'Start',
    end: 'End',
    ending: { known: 'It has ended', goes_on: 'It still goes on', unknown: 'Not known when it ended' },
    ownWords: 'In your own words',
    ownWordsHelp: 'For example: “the week after Easter”.',
    understood: 'That is: {date}',
    mistake: {
      year: 'Write the year in four digits, from 1900 to 2100.',
      no_year: 'Add the year, or clear the month and the day.',
      no_month: 'Choose the month, or clear the day.',
      day: 'This month has no such day. Change or clear it.',
      before_start: 'The end lies before the start. Change one of them.',
    },
    /** How a date is told: by itself, and after “from” and “to”. */
    told: {
      alone: {
        about: 'about {date}',
        unsure: '{date}, not sure',
        both: 'about {date}, not sure',
        someDay: '{date}, day not known',
        spring: 'spring {year}',
        summer: 'summer {year}',
        autumn: 'autumn {year}',
        winter: 'winter {year}',
      },
      bound: {
        about: 'about {date}',
        unsure: '{date} (not sure)',
        both: 'about {date} (not sure)',
        someDay: '{date} (day not known)',
        spring: 'spring {year}',
        summer: 'summer {year}',
        autumn: 'autumn {year}',
        winter: 'winter {year}',
      },
      fromTo: 'from {from} to {to}',
      fromOn: 'from {from}, still going on',
      fromUnknown: 'from {from}, end not known',
      until: 'until {to}',
    },
  },
  /** A place. */
  place: {},
  /** Things that are told one by one, and parts that open when asked. */
  group: {},
}

export type AnswerWords = typeof en
