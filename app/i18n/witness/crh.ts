import type { Partly } from '../wording.ts'
import type { WitnessWords } from './en.ts'

/**
 * Crimean Tatar, in the Latin script (the Cyrillic one is made of it: `crimean-tatar.ts`). A draft that no native editor
 * has read: what is missing is said in Ukrainian, and so is what a wrong word could make dangerous. A text that names a
 * button stands in the language of that button.
 */
export const crh: Partly<WitnessWords> = {
  title: 'Anketa',
  language: 'Til',
  leave: 'Çıqış',
  part: 'Bölük {n} / {of}. Er yerde toqtamaq mümkün.',
  next: 'Devam et',
  skip: 'Cevapsız qaldır',
  back: 'Keri',
  clear: 'Cevapnı yoq et',
  loading: 'Saife yüklene …',
  again: 'Tekrar tırışıp baq',

  welcome: {
    heading: 'Başlamazdan evel',
    doesHeading: 'Bu saife ne yapa',
    does: [
      'Suallerni cevapsız qaldırmaq, er vaqıt toqtamaq mümkün.',
      'Siz «Yolla» dögmesine basqance iç bir şey yollanmay.',
      'Yazğanlarıñız evelâ bu cihazda kilitlene. Olarnı tek alğan adamlar açıp ola.',
      'Yazğanlarıñız tek bu açıq saifede bar. Saife qapansa, olar yoq ola.',
    ],
    cannotHeading: 'Bu saife ne yapıp olamay',
    leave: 'Yuqarıdaki «Çıqış» bu saifeni derhal boşata. Shift dögmesine üç kere basuv da aynı şeyni yapa.',
    start: 'Başla',
  },

  check: {
    heading: 'Cevaplarıñıznı teşkeriñiz',
    intro: 'Er şeyni deñiştirmek mümkün. Alâ daa iç bir şey yollanmadı.',
    empty: 'Cevap yoq',
    no: 'Yoq (cevap yoq)',
    change: 'Deñiştir',
    toCheck: 'Cevaplarğa qayt',
    send: 'Yolla',
  },

  state: {
    notSent: 'Alâ daa yollanmadı',
    checking: 'Alâ daa yollanmadı: kim alacağı teşkerile',
    locking: 'Alâ daa yollanmadı: metin kilitlene',
    sending: 'Alâ daa yollanmadı: metin yolda',
    received: 'Alındı',
  },

  sending: {
    heading: 'Yollana',
    stay: 'Lütfen, bu saifeni qapatmañız. Bu bir qaç daqqa sürip ola.',
    failed: 'Alâ daa yollanmadı',
    kept: 'Yazğanlarıñıznıñ episi bu saifede qala.',
    again: 'Tekrar yolla',
  },

  blocked: 'Bu saife yollap olamay',

  code: {
    heading: 'Yazğanlarıñız alındı',
    kept: 'Olar kilitli alda saqlana.',
    title: 'Siziñ koduñız',
    noted: 'Kodnı yazıp aldım',
    without: 'Kodsız devam et',
  },

  typeBack: {
    heading: 'Koduñıznıñ eki gruppasını yazıñız',
    group: 'Gruppa {n}',
    wrong: 'Gruppa {n} başqa.',
    check: 'Teşker',
    show: 'Kodnı bir daa köster',
  },

  finished: {
    heading: 'Siz bitirdiñiz',
    close: 'Bu saifeni qapatmaq mümkün. Başqa bir şey yapmaq kerek degil.',
    empty: 'Yazğanlarıñız endi bu saifede yoq.',
  },

  noScript: 'Bu saife içün JavaScript kerek. Onsız saife iç bir şey almay.',
}

/** Stands above everything while this draft is read. */
export const draftLine = 'Bu tercime daa azır degil. Bazı yerleri ukrain tilinde.'
export const draftLineInUkrainian = 'Це чернетка перекладу. Дещо написано українською.'
