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
  /** How many. */
  number: { from: 'From', to: 'To', enough: 'One of the two is enough.' },
  /** A statement that stands above. */
  yes: 'Yes',
  /** A place. */
  place: {
    textHelp: 'As you would say it. This is always enough.',
    open: 'Help us find it: choose from a list',
    region: 'Region',
    regionNote: 'If you choose one of the first eight, the server learns which. It does not learn the place.',
    notChosen: 'Not chosen',
    /** By code of the form's vocabulary; the first eight have a list. */
    regions: {
      'UA-43': 'Autonomous Republic of Crimea',
      'UA-40': 'Sevastopol',
      'UA-14': 'Donetsk region',
      'UA-09': 'Luhansk region',
      'UA-23': 'Zaporizhzhia region',
      'UA-65': 'Kherson region',
      'UA-63': 'Kharkiv region',
      'UA-48': 'Mykolaiv region',
      'UA-xx': 'Another region of Ukraine',
      RU: 'Russia',
      BY: 'Belarus',
      ZZ: 'Another country',
      unknown: 'I don’t know',
    },
    loading: 'The list is on its way …',
    failed: 'The list did not arrive. What you wrote is enough.',
    again: 'Try again',
    settlement: 'Town or village',
    settlementHelp: 'Write the beginning of its name, also an older one. Small villages are not in the list.',
    found: 'Places in the list: {n}',
    none: 'Not in the list. What you wrote is enough.',
    near: 'near {place}',
    chosen: 'Chosen from the list',
    remove: 'Take it off',
    precision: 'How exactly you know the place',
    /** By code of the form's vocabulary. */
    precisions: {
      exact: 'The exact place',
      street: 'The street or block',
      settlement: 'Only the town or village',
      district: 'Only the district (raion)',
      region: 'Only the region (oblast)',
      heard: 'Only the name, from others',
      unknown: 'I don’t know',
    },
  },
  /** Things that are told one by one, and parts that open when asked. */
  group: {},
}

export type AnswerWords = typeof en
