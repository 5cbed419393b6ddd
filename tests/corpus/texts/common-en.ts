import type { CommonTexts } from './text.ts'

export const commonEn: CommonTexts = {
  opening: [
    'It was {when}.',
    'I tell it as I remember it. It happened {when}.',
    'It all began {when}, {where}.',
    '{when} we still thought it would pass us by.',
    'Short, because I have little time. {when}, {where}.',
    'I do not know where to start, so I start with the date: {when}.',
  ],
  knows: {
    self: ['It happened to me.', 'I saw all of this myself.', 'I write only what was before my eyes.'],
    family: [
      '{kin} told me by phone, while there was still a connection.',
      'Some of it I saw, some the neighbours told us.',
      'I know it from somebody who was beside him and came back.',
    ],
    seen: [
      'I stood across the road and saw it.',
      'I watched from the window, third floor.',
      'I could not come close, but the words could be heard.',
    ],
    told: [
      'I was not there, I tell what I was told.',
      'A friend told me. I believe her, but I did not see it.',
      'He told me twice, and both times the same.',
    ],
    lawyer: [
      'I write with his consent and leave out the surname for now.',
      'As counsel I saw the file. The copies stayed in the court.',
      'Our organisation wrote it down in his words, at his request.',
    ],
    office: ['I worked there and write what lay on my desk.', 'Please mind that it is easy to guess who I am.'],
  },
  boss: [
    'The one in charge was called {boss}.',
    'Among themselves they called him {boss}. Nobody heard a surname.',
    'A man of about forty gave the orders. They called him {boss}.',
    '{boss} gave the orders, the others were silent.',
  ],
  said: [
    'I remember the words: "You are ours now, get used to it."',
    'One said, "I have a plan to fulfil, nothing personal."',
    'When somebody asked by what law, they laughed.',
    'They said, "Complain and you go first."',
    'They spoke Russian, one with a local accent.',
  ],
  memory: [
    'I may confuse what came first.',
    'I had no watch, but it was not dark yet.',
    'I did not count them.',
    'I may have forgotten things. This is the first time I write it.',
  ],
  sure: ['I am sure of the day because of the thunderstorm.', 'I know the date because I wrote it down that evening.'],
  unsure: ['I cannot tell the exact day.', 'I may be wrong about the date.'],
  aside: [
    'It was cold and the roofs were dripping.',
    'Bread was left lying in the yard and nobody dared to pick it up.',
    'The number plate began with A, the rest was muddy.',
    'There was a white band on the sleeve.',
    'The neighbours watched from the windows and said nothing.',
    'A dog barked until they drove it off.',
    'Another car of the same kind stood in Vyhadana street.',
    'There was hardly any mobile network that day.',
  ],
  closing: [
    'I have nothing to add.',
    'I can tell more, but not now.',
    'Please do not name the village.',
    'I want this to be written down somewhere.',
    'For now it is fairly safe where I am.',
    'Thank you for reading.',
    'I know other witnesses, but they are afraid.',
  ],
  urgent: {
    held_now: ['The person is being held right now.', 'No release so far, three days without a word.'],
    summons_deadline: [
      'The summons says 28 November, there is little time.',
      'We have a few days to appear and do not know what to do.',
    ],
    sent_to_front: ['They say they will be moved these days.', 'The transport may leave tomorrow.'],
    missing: ['There has been no word from him.', 'Nobody knows where he is now.'],
    minor: ['This is about somebody who is not yet eighteen.', 'This is a minor, please mind that.'],
    medical: ['There is medicine for one more week.', 'A doctor is needed and the hospital is not safe.'],
    retaliation: [
      'After people asked questions they came to the family.',
      'We are being threatened because they know that we told somebody.',
    ],
    device_search: [
      'Phones are searched at every exit.',
      'They went through the phone again yesterday, so I use another one.',
    ],
    self_harm: [
      'It is very hard for me. Please let somebody talk to me.',
      'I do not know how to go on. I need to talk to a person.',
    ],
  },
}
