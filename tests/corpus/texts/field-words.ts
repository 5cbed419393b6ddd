import type { TextLanguage } from './text.ts'

type Said = Readonly<Record<TextLanguage, readonly string[]>>

/** What is written into the short fields. Nobody and nothing in it exists. */
export const fieldWords = {
  nextDays: {
    uk: ['наступного дня', 'через тиждень після того', 'того ж вечора'],
    ru: ['на следующий день', 'через неделю после этого', 'в тот же вечер'],
    en: ['the next day', 'a week after that', 'the same evening'],
  },
  memory: {
    uk: ['Що було після обіду, пам’ятаю погано.', 'Обличчя пам’ятаю, імена плутаю.'],
    ru: ['Что было после обеда, помню плохо.', 'Лица помню, имена путаю.'],
    en: ['I remember the afternoon badly.', 'I remember faces and mix up names.'],
  },
  toldBefore: {
    uk: ['навесні, паперів не дали', 'торік, є номер звернення'],
    ru: ['весной, бумаг не дали', 'в прошлом году, есть номер обращения'],
    en: ['in spring, they gave no paper', 'last year, I have the number'],
  },
  wordsSaid: {
    uk: ['«Тепер ви наші».', '«Або сам, або під конвоєм».', '«Підпишеш, тоді поговоримо».'],
    ru: ['«Теперь вы наши».', '«Или сам, или под конвоем».', '«Подпишешь, тогда поговорим».'],
    en: ['"You are ours now."', '"Either you walk or we carry you."', '"Sign, then we talk."'],
  },
  officialName: {
    uk: ['Тестовський П. (вигад.)', 'Зразкова Н. (вигад.)', 'Примірний О. (вигад.)'],
    ru: ['Тестовский П. (вигад.)', 'Образцова Н. (вигад.)', 'Примерный О. (вигад.)'],
    en: ['Testovskyi P. (вигад.)', 'Zrazkova N. (вигад.)', 'Prymirnyi O. (вигад.)'],
  },
  position: {
    uk: ['підполковник, начальник відділу', 'старший лейтенант', 'назвався комісаром'],
    ru: ['подполковник, начальник отдела', 'старший лейтенант', 'назвался комиссаром'],
    en: ['lieutenant colonel, head of the department', 'senior lieutenant', 'called himself a commissar'],
  },
  description: {
    uk: ['Близько сорока років, окуляри, говорить тихо.', 'Високий, на рукаві нашивка з ковилою.'],
    ru: ['Около сорока лет, очки, говорит тихо.', 'Высокий, на рукаве нашивка с ковылём.'],
    en: ['About forty, glasses, speaks softly.', 'Tall, a patch with feather grass on the sleeve.'],
  },
  markings: {
    uk: ['На машині біла смуга, номер А000АА 000.', 'Нашивка з ковилою, без літер.'],
    ru: ['На машине белая полоса, номер А000АА 000.', 'Нашивка с ковылём, без букв.'],
    en: ['A white stripe on the car, plate А000АА 000.', 'A patch with feather grass, no letters.'],
  },
  conditions: {
    uk: ['Спали на підлозі, воду давали двічі на день.', 'Спортзал, мати, одна розетка на всіх.'],
    ru: ['Спали на полу, воду давали два раза в день.', 'Спортзал, маты, одна розетка на всех.'],
    en: ['We slept on the floor, water came twice a day.', 'A gym, mats, one socket for all.'],
  },
  training: {
    uk: ['Три дні, по десять пострілів.', 'Показали, як одягати бронежилет, і все.'],
    ru: ['Три дня, по десять выстрелов.', 'Показали, как надевать бронежилет, и всё.'],
    en: ['Three days, ten shots each.', 'They showed us how to put on the vest, that was all.'],
  },
  pay: {
    uk: ['Обіцяли, не платили.', 'Один раз на картку, потім ні.'],
    ru: ['Обещали, не платили.', 'Один раз на карту, потом нет.'],
    en: ['Promised, not paid.', 'Once, to a card, then never.'],
  },
  family: {
    uk: ['Дружину викликали на розмову.', 'Мати приймає ліки і не виходить.'],
    ru: ['Жену вызывали на разговор.', 'Мать принимает лекарства и не выходит.'],
    en: ['They called the wife in for a talk.', 'The mother takes medicine and stays at home.'],
  },
  caseDetail: {
    uk: ['«суд» Примірного району, справа № 0-00/00'],
    ru: ['«суд» Примерного района, дело № 0-00/00'],
    en: ['"court" of the Prymirnyi district, case No. 0-00/00'],
  },
  witness: {
    uk: ['сусідка з другого поверху', 'чоловік, що стояв поруч', 'водій автобуса'],
    ru: ['соседка со второго этажа', 'мужчина, который стоял рядом', 'водитель автобуса'],
    en: ['a neighbour from the second floor', 'a man who stood beside us', 'the bus driver'],
  },
  reach: {
    uk: ['через мене, сама не пише'],
    ru: ['через меня, сама не пишет'],
    en: ['through me, she does not write'],
  },
  mustNotKnow: {
    uk: ['колеги на роботі', 'сусід знизу'],
    ru: ['коллеги на работе', 'сосед снизу'],
    en: ['people at work', 'the neighbour below'],
  },
  more: {
    uk: ['Є фото повістки, надішлю пізніше.', 'Якщо щось згадаю, допишу.'],
    ru: ['Есть фото повестки, пришлю позже.', 'Если что-то вспомню, допишу.'],
    en: ['There is a photo of the summons, I will send it later.', 'If I remember more, I will add it.'],
  },
} satisfies Record<string, Said>

/** Groups by kind, with names that nobody has. */
export const groupNames: Readonly<Record<string, Readonly<Record<TextLanguage, string>>>> = {
  commissariat: {
    uk: '«військкомат» Вигаданого району',
    ru: '«военкомат» Выдуманного района',
    en: '"commissariat" of the Vyhadanyi district',
  },
  camp: {
    uk: 'збірний пункт «Примірний-1»',
    ru: 'сборный пункт «Примерный-1»',
    en: 'assembly point Prymirnyi-1',
  },
  unit: {
    uk: 'стрілецький полк (вигаданий)',
    ru: 'стрелковый полк (вигад.)',
    en: 'a rifle regiment (вигад.)',
  },
  medical: { uk: 'ВЛК при поліклініці № 0', ru: 'ВВК при поликлинике № 0', en: 'commission at the clinic No. 0' },
  security: {
    uk: 'відділ без назви, підвал на вул. Вигаданій',
    ru: 'отдел без названия, подвал на ул. Выдуманной',
    en: 'a department without a name, a cellar in Vyhadana Street',
  },
  employer_school: { uk: 'КП «Тестводоканал»', ru: 'КП «Тестводоканал»', en: 'water company Testvodokanal' },
  court: { uk: '«суд» Примірного району', ru: '«суд» Примерного района', en: '"court" of the Prymirnyi district' },
  detention: { uk: 'СІЗО № 00', ru: 'СИЗО № 00', en: 'remand prison No. 00' },
  administration: {
    uk: '«адміністрація» Вигаданого району',
    ru: '«администрация» Выдуманного района',
    en: '"administration" of the Vyhadanyi district',
  },
}
