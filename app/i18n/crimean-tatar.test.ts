import { describe, expect, it } from 'vitest'
import { toCyrillic } from './crimean-tatar.ts'

describe('Crimean Tatar in Cyrillic', () => {
  it.each([
    ['Aqmescit', 'Акъмесджит'],
    ['Qırım', 'Къырым'],
    ['Kefe', 'Кефе'],
    ['Bağçasaray', 'Багъчасарай'],
    ['Kezlev', 'Кезлев'],
    ['Canköy', 'Джанкой'],
    ['Sudaq', 'Судакъ'],
    ['Qırımtatarca', 'Къырымтатарджа'],
  ])('has the place or name %s as %s', (latin, cyrillic) => expect(toCyrillic(latin)).toBe(cyrillic))

  it.each([
    ['ve', 'ве'],
    ['yoq', 'ёкъ'],
    ['dünya', 'дюнья'],
    ['köz', 'козь'],
    ['yazı', 'язы'],
    ['til', 'тиль'],
    ['tillerde', 'тиллерде'],
    ['degil', 'дегиль'],
    ['eki', 'эки'],
    ['yüz', 'юзь'],
    ['mayıs', 'майыс'],
    ['künü', 'куню'],
    ['sürgünligi', 'сюргюнлиги'],
    ['özü', 'озю'],
    ['dört', 'дёрт'],
    ['keldi', 'кельди'],
    ['üst', 'усть'],
    ['üstünde', 'устюнде'],
    ['Yürtü', 'Юрьтю'],
    ['köyünden', 'коюнден'],
    ['köyniñ', 'койнинъ'],
    ['közyaşsız', 'козьяшсыз'],
    ['külümsiredi', 'кулюмсиреди'],
    ['aytmaycağım', 'айтмайджагъым'],
    ['çöküç', 'чёкюч'],
    ['öpkelenüv', 'опькеленюв'],
    ['köster', 'косьтер'],
    ['körmek', 'корьмек'],
    ['tüşünmemek', 'тюшюнмемек'],
    ['büyük', 'буюк'],
    ['bütün', 'бютюн'],
    ['ruzgârnıñ', 'рузгярнынъ'],
    ['malümat', 'малюмат'],
    ['mümkün', 'мумкюн'],
    ['cümlesi', 'джумлеси'],
    ['iyül', 'июль'],
    ['politsiyası', 'полициясы'],
    ['ketsin', 'кетсин'],
    ['müellif', 'муэллиф'],
    ['ilyi', 'ильи'],
    ['DAĞĞA', 'ДАГЪГЪА'],
    ['CÜRMEK', 'ДЖУРЬМЕК'],
    ['İçün', 'Ичюн'],
  ])('has the word %s as %s', (latin, cyrillic) => expect(toCyrillic(latin)).toBe(cyrillic))

  it('leaves what is filled in, names of things and all other signs as they are', () => {
    expect(toCyrillic('Bölük {n} / {of}. JavaScript kerek …')).toBe('Болюк {n} / {of}. JavaScript керек …')
  })
})
