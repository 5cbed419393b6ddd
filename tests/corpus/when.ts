import { boundsOf } from '#app/testimony/fuzzy-date.ts'
import type { Random } from './random.ts'
import type seed from './seed.json'

export type Precision = keyof typeof seed.datePrecisionShare

/**
 * When it happened: EDTF as far as it is known, in words for each language, and the days between which it is true.
 * "About" widens what is told, not what is true.
 */
export interface When {
  precision: Precision
  edtf: string | null
  words: { uk: string; ru: string; en: string }
  earliest: string
  latest: string
}

const monthsUk = 'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень'.split(
  ' ',
)
const ofMonthUk = 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'.split(' ')
const inMonthUk =
  'у січні|у лютому|у березні|у квітні|у травні|у червні|у липні|у серпні|у вересні|у жовтні|у листопаді|у грудні'.split(
    '|',
  )
const monthsRu = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ')
const ofMonthRu = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ')
const inMonthRu =
  'в январе|в феврале|в марте|в апреле|в мае|в июне|в июле|в августе|в сентябре|в октябре|в ноябре|в декабре'.split('|')
const monthsEn = 'January February March April May June July August September October November December'.split(' ')

const seasons = {
  uk: ['навесні', 'влітку', 'восени', 'взимку'],
  ru: ['весной', 'летом', 'осенью', 'зимой'],
  en: ['in spring', 'in summer', 'in autumn', 'in winter'],
}

const onlyWords = [
  ['на Великдень', 'на Пасху', 'at Easter'],
  [
    'за тиждень до так званого референдуму',
    'за неделю до так называемого референдума',
    'a week before the so-called referendum',
  ],
  ['коли вже лежав сніг', 'когда уже лежал снег', 'when there was snow already'],
  ['перед першим дзвоником', 'перед первым звонком', 'just before school began'],
  [
    'тоді, коли пропало світло на всю зиму',
    'тогда, когда пропал свет на всю зиму',
    'when the light was gone for the winter',
  ],
  ['у ту саму ніч, коли горів склад', 'в ту самую ночь, когда горел склад', 'the night the depot burned'],
  ['десь через місяць після Трійці', 'где-то через месяц после Троицы', 'about a month after Trinity'],
] as const

const two = (n: number): string => String(n).padStart(2, '0')

/** The days between which it is true. */
function truthOf(edtf: string): { earliest: string; latest: string } {
  const { earliest, latest } = boundsOf(edtf)
  if (!earliest || !latest) throw new Error(`${edtf} has no bounds`)
  return { earliest, latest }
}

/** A date between two months, as precise as asked. */
export function makeWhen(random: Random, from: string, to: string, precision: Precision): When {
  const first = monthNumber(from)
  const span = monthNumber(to) - first + 1
  const at = first + random.below(span)
  const [year, month] = [Math.floor(at / 12), (at % 12) + 1]
  const whole = truthOf(`${year}-${two(month)}`)
  const m = month - 1
  switch (precision) {
    case 'day': {
      const day = 1 + random.below(Number(whole.latest.slice(8)))
      const edtf = `${year}-${two(month)}-${two(day)}`
      const words = {
        uk: `${day} ${ofMonthUk[m]} ${year} року`,
        ru: `${day} ${ofMonthRu[m]} ${year} года`,
        en: `on ${day} ${monthsEn[m]} ${year}`,
      }
      return { precision, edtf, words, ...truthOf(edtf) }
    }
    case 'month': {
      const about = random.chance(0.3)
      const words = about
        ? {
            uk: `десь ${inMonthUk[m]} ${year}-го, точно не скажу`,
            ru: `где-то ${inMonthRu[m]} ${year}-го, точно не скажу`,
            en: `some time in ${monthsEn[m]} ${year}`,
          }
        : { uk: `${inMonthUk[m]} ${year}-го`, ru: `${inMonthRu[m]} ${year}-го`, en: `in ${monthsEn[m]} ${year}` }
      return { precision, edtf: `${year}-${two(month)}${about ? '~' : ''}`, words, ...whole }
    }
    case 'season': {
      const winter = month === 12 || month < 3
      const began = month < 3 ? year - 1 : year
      const season = winter ? 3 : Math.floor((month - 3) / 3)
      const said = winter
        ? {
            uk: `${began}-го на ${began + 1}-й`,
            ru: `${began}-го на ${began + 1}-й`,
            en: `of ${began} to ${began + 1}`,
          }
        : null
      const words = {
        uk: `${seasons.uk[season]} ${said?.uk ?? `${year}-го`}`,
        ru: `${seasons.ru[season]} ${said?.ru ?? `${year}-го`}`,
        en: `${seasons.en[season]} ${said?.en ?? year}`,
      }
      const edtf = `${began}-${21 + season}`
      return { precision, edtf, words, ...truthOf(edtf) }
    }
    case 'year':
      return {
        precision,
        edtf: String(year),
        words: { uk: `${year} року`, ru: `в ${year} году`, en: `in ${year}` },
        ...truthOf(String(year)),
      }
    case 'interval': {
      const later = Math.min(at + 1 + random.below(4), monthNumber(to) + 1)
      const [endYear, endMonth] = [Math.floor(later / 12), (later % 12) + 1]
      const e = endMonth - 1
      const edtf = `${year}-${two(month)}/${endYear}-${two(endMonth)}`
      return {
        precision,
        edtf,
        words: {
          uk: `у той час, ${monthsUk[m]} ${year}-го – ${monthsUk[e]} ${endYear}-го`,
          ru: `в то время, ${monthsRu[m]} ${year}-го – ${monthsRu[e]} ${endYear}-го`,
          en: `between ${monthsEn[m]} ${year} and ${monthsEn[e]} ${endYear}`,
        },
        ...truthOf(edtf),
      }
    }
    case 'words_only': {
      const [uk, ru, en] = random.pick(onlyWords)
      return { precision, edtf: null, words: { uk, ru, en }, earliest: `${from}-01`, latest: `${to}-28` }
    }
  }
}

function monthNumber(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1
}
