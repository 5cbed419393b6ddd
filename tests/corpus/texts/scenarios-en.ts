import type { ScenarioTexts } from './text.ts'

/** English of people who left, and of relatives and helpers who write for somebody. */
export const scenariosEn: ScenarioTexts = {
  S01: `
{S} lived {where} then, and the summons was brought to the door, to be signed for. / Two people came to the flat, {where}, one in plain clothes. They asked for the passport and had it signed at once.
They explained: not turning up means article 328 and a court. / They said it plainly: "Don't come, and there will be a criminal case and no job."
At the commission they asked one thing, "Any complaints?", and wrote "fit" without listening. / The whole round of doctors took twenty minutes. Nobody opened the papers from the clinic.
{S} took the oath on the square with the others, because nobody dared to refuse. / Before the oath they said that whoever refused would be driven straight to the investigator, so everybody read the text.
The service was far away, with no leave at all. / The passport was taken on the first day and came back only at the end.`,
  S02: `
First there were phone calls, then a summons in the letter box {where}. {S} did not go. / The summons was passed on by the head of the building, {where}. {S} did not sign it.
Two months later an investigator called and said the case under article 328 was already open. / Then the local policeman came with papers. It was no invitation any more, it was a case for evasion.
The court took perhaps twenty minutes and the judge did not look up. / There was no interpreter in court, although {s} asked for Ukrainian.
It ended with a fine, and a new summons handed over in the corridor of the court. / The fine had to be paid in a month. They said, "Next time it will be prison."
The appointed lawyer advised to admit everything. / The prosecutor spoke of duty to the state, although {s} had only ever been a citizen of Ukraine.`,
  S03: `
{S} walked home from the market {where}. A minibus stopped and {few} men got out, two with rifles. / A van without plates pulled up at the bus stop {where}, and {few} men in uniform got out. / {S} stood in the queue for the cash machine {where} when the street was closed from both ends.
They said, "Check of documents, ten minutes." / They spoke calmly: "Come with us, we write you down and let you go."
Whoever asked why got pushed in the back with a rifle butt. / One older man showed a disability card and was let go. The others were not.
They brought everybody to a school gym. About {many} men were already there. / It was an assembly point they called Prymirnyi-1. People slept on mats on the floor.
The phones were collected in the evening, to be given back. They were not. / A week later there were used uniforms and old helmets.
{S} signed nothing and saw no doctor. / There was no summons, not one paper was shown.`,
  S04: `
{S} worked at the plant {where}, and one morning the foreman read names from a paper. / The shift {where} was stopped at seven, and the head of the section said there was a list.
They told {us} to get on the bus "for paperwork", three days at most. / The manager looked away and repeated that all of it was agreed and the jobs would be kept.
Whoever refused was told he would be dismissed and reported as a deserter. / Two men walked to the gate and the guards turned them back.
There were about {many} names on the list. / There were about {many} of {us} on the bus, nearly all of one shift.
Four days later they were on the way to the front, with no training at all. / The rifles came from a depot, rusty, half of them did not fire.
For a while the wages still came, as if {s} had been at work. / At the office a man with no name tag said the company was no longer our employer.`,
  S05: `
{S} was in the third year. The dean's office phoned and said to come for a certificate, {where}. / The group {where} got a message that all boys should come "for evacuation", with documents.
In the room there was no secretary but {few} men in uniform. / A bus stood at the door, and the door was locked behind {us}.
They put the student cards in a bag. / The lists were printed already and they ticked off the names.
Somebody asked about the certificate. The answer was, "You get it there." / They said students only do guard duty, for a week.
That night they drove to an assembly point, about {many} from that year. / By the evening {s} was in a barracks, in {p} own jacket and trainers.`,
  S06: `
At the checkpoint {where} all men had to leave the bus. / We left in a column and stood {where} for nearly a day. Then they called the men into a tent.
They wrote it in an exercise book: surname, year, where one had served, phone. / They looked at shoulders and hands, went through the phones and asked who was in the army.
They did not like an old photograph in the phone. / They found a Ukrainian channel in the phone and led {o} aside.
They said, "This one stays, the others drive on." / The women were sent on. {S} had to stay "until it is clear".
There was no record, and the passport went into somebody's pocket. / There was a cabin to sleep in and one blanket for two.
Some days later there was a "choice": serve or sit. / Then they moved {o} to another district, I do not know the address.`,
  S07: `
There were {few} men with rifles, and they had a list of flats. / They knocked at six in the morning, {where}, said it was a census and walked in.
They asked, "How many men live here?" and went through the rooms. / They opened the wardrobes, looked under the bed and took the phones.
They said, "Either he goes with us or we talk to the family." / The mother asked for a paper. The paper would come later, they said.
There were five minutes to pack warm clothes and the passport. / {S} took a jacket and medicine, nothing else was allowed.
They took others from that street too, about {many}. / A bus was waiting in the yard, its windows taped over.
The summons was written on the bonnet of the car, without a date. / After a week a message came: alive, somewhere in training, don't write.`,
  S08: `
It began at the police station {where}, for "breaking the curfew". / It was a small thing, {where}, somebody had sworn in the street.
After a day they said the fine could be "worked off". / They promised release in the morning, and in the morning a truck came.
It was a camp near a village, wire all round, cabins and tents. / The camp stood in a field, old buildings, guards with dogs.
There were convicts from the colonies and ordinary people, about {many}. / Some had been brought from prisons, and even the guards were afraid of them.
For a week they taught digging, bandaging, loading. / Whoever did not obey stood in the frost for hours.
They said, "There is no way back, only forward." / Nobody asked for names. There were numbers on tape.`,
  S09: `
{S} was in pre-trial detention, No. 00, without a verdict yet. / The court put it off month after month. The cell was for eight.
A man in a uniform without signs came and spoke to each alone. / In the office sat the investigator and another man who gave no name.
They offered a contract, and the case would "get lost". / They said, "Half a year and you are free. Otherwise twelve years."
After the refusal there was another cell, and after that cell {s} could not lift {p} arm for weeks. / After the refusal there were no parcels and no walks for two weeks.
The paper was already filled in. / The lawyer was not let in. It was not an interrogation, they said.
Three men of that cell agreed. Nobody has seen two of them since. / About those who signed people say different things. I do not know what is true.`,
  S10: `
Without a passport there was no insulin. They said to come back with a Russian one. / At the hospital {where} they explained that there would be no prescription without their passport.
{S} waited some months and then took it. / {S} got the passport in spring. Nearly everybody in the queue was old.
In the next room they put {o} on the military register. / A card came with the passport, to be signed, and the card was about registration.
In May a woman from the housing office brought a summons. / The summons came a month later, at work, through the personnel office.
The doctor did not look up and wrote "fit". / At the commission they said about the diabetes, "There are doctors there too."
{S} said no. The answer was: then there will be a case, and the wife loses her job. / They said the passport had been given, so there was a duty and nothing to discuss.`,
  S11: `
{S} never had a weapon, only a spade. / It was digging all the time: trenches, shelters, pits for vehicles.
They drove out at five in the morning, {where}, and came back in the dark. / About {many} men lived in the cellar of a school {where}, and a truck took them to work.
Then they began to send them at night, to carry the dead. / Other times it was boxes, two men to a box, some kilometres.
Whoever sat down was shouted at. / They said that whoever steps aside counts as a runaway.
One man fell ill, they stopped waking him, then he was taken away. / There were no gloves, they wrapped their hands in rags.
Pay was promised and never came. / {S} saw no contract and signed no list.`,
  S12: `
After two weeks {s} was moved to an assault group. / They said no help would come and they had to go now, {where}.
Before going they handed out pills, against fear, they said. / There was some powder in the tea, and one could not refuse.
Behind stood others, not of ours. They fired when somebody came back. / The commander was called {boss}. He said there was no way back.
Of {many} men fewer than half came back in the evening. / The wounded were left until night. Those who could crawled.
Two who refused were kept in a pit and then driven off. / One of those who ran was not seen again. We were told not to ask.
{S} came out wounded, and so alive. / After the wound there were no papers. They said {s} was on no list.`,
  S13: `
My son was taken {where}. I learned it from a neighbour. / My son went for bread {where} and did not come back. His phone was silent until the evening.
He called at six: they were in a school gym and the phones would be taken now. / The first call came from a strange number: "Mum, don't cry, there are many of us."
A week later: "Mum, we are digging." / He wrote seldom, two words each time, and never a place.
I heard him last in August. / The last message came at night, one word: "Going."
I went to the "commissariat". No such man on the lists, they said. / The unit, {unit}, said they had no such information and hung up.
Another mother showed me a photograph of several men. I think the third is he. / I got no belongings and no papers.
I do not ask for punishment. I want to know where he is. / If I only knew whether he is alive.`,
  S14: `
My husband was taken from work, {where}. He could not even say goodbye. / They took him in the street, {where}, in his working clothes.
He did not want to. We have two children and he had never served. / He said, "I won't shoot at anybody. I am here so that they leave you alone."
Then he was a prisoner of war, here, in Ukraine. / In autumn I saw him in a video among the prisoners.
Now they tell him it is treason. / The investigator says that coercion has yet to be proved.
I have nowhere to get papers about how he was taken. / The neighbours saw it and are afraid to speak.
People came to my home and asked what he was telling. / They told my mother-in-law she could lose her pension.`,
  S15: `
Summonses came to our village near {place} in a sack, for everybody in one evening. / In one night, {where}, they went to nearly every house where Crimean Tatars live.
{S} found {p} name on a list at the door of the village council. / The summons was thrown over the fence. Then they phoned and said it counted as served.
At a meeting they spoke about "duty" and about who was master here. / A man from the district said it was a "chance" for our people.
They promised cases, and some were threatened with searches. / They told an old neighbour: if the grandson does not come, we come for the son.
Those who could left the same night, through Kazakhstan or Georgia. / We drove in three cars and stood two days at the border.
About {many} people are gone from the street, some left, some were taken. / The young men do not sleep at home any more.`,
  S16: `
At the school {where} there was "military training" every week. / The school {where} made a class and put all the boys in it. Nobody asked for consent.
People in uniform showed how to take a rifle apart and called the pupils future defenders. / In a lesson everyone wrote letters to soldiers. Whoever did not had to stay behind.
There were forms to fill in: year of birth, height, relatives in Ukraine. / All born in 2009 were driven from lessons to the "commissariat" to be registered.
The head said that without this there would be no school certificate. / The teacher told the parents: if you don't let them, guardianship will come.
A camp of three weeks is promised for the summer. / Two older boys were called a second time after the camp.`,
  S17: `
I worked in an office {where} and typed lists. / They took me as a clerk, {where}, because I knew the program.
Nobody forced me. I had a child to feed. / I did not think then what the lists were for. I was given exercise books and I typed.
The names came from the passport office, the hospital, the schools. / Then there was a second file, with addresses and who was ill with what.
Some had a mark: "without summons". / A man they called {boss} came for the lists.
Some thousands of names went through my hands. / I remember one file: {many} sheets, thirty people on each.
I made no copies, I was afraid. / I can say who signed and where it was kept, but please do not name me.`,
  S18: `
I work in a clinic. They made a commission of us, {where}. / I am a nurse. I was put on the commission {where}, and to refuse meant to lose the job.
The norm was two hundred a day, two minutes for each. / The head said, "We have no unfit ones today."
I wrote "unfit" and later saw the same sheet, written anew. / A man after an operation was passed as healthy.
Papers from Ukrainian hospitals were thrown away unread. / My initials are in the book, but the signature is not mine.
Zrazkova ran it all and had the stamp for everybody. / The "commissariat" rang up and named a number.
I left in winter. / I kept notes, only dates and counts, no names.`,
  S19: `
The summons came to the electronic account, with no paper. / {S} found out by chance, {where}: the car could not be sold because of a ban.
It said to appear within thirty days, and that leaving was closed. / Leaving was no longer possible. At the checkpoint the tablet showed red.
The driving licence was stopped too, so there was no work. / The bank card was blocked the next day.
The account says the message was "read", although {s} had not opened it. / There was no button on the site to object.
They phoned: "Don't let it come to a search." / A neighbour was already driven off for a talk about the same.`,
  S20: `
{S} went for money, nobody forced it. / To be honest there was no pressure. Two hundred thousand a month were promised.
The contract was signed {where}, in half an hour. / There was a notice at a stop {where}. {S} called and came the next day.
They spoke of guarding depots. / They said not the front, but it was not in the contract.
It was unit {unit}, an engineer company. / Half of that company were the same, on contract.
The money came for the first months, then no more. / Some men had not come by themselves. They had been brought from detention and told about it.
I write because others were held there. / This is not about us, it is about those who were brought by force.`,
  S21: `
{S} did not leave the flat {where} for nine months. / From the first day {s} stayed at home, {where}, behind closed curtains.
A neighbour brought bread and water. / Only the women went out.
They knocked twice, and twice nobody opened. / They went through the house every week, so no lights in the evening.
On television they said nothing would happen to those who came themselves. / A friend passed it on: if they find you, it is the pit at once.
They never got {o}. / In the end it was possible to leave. How, I will not write.`,
  S22: `
The hospital {where} made a list of men from eighteen to fifty. / The registry {where} wrote all men into another book.
They said it was for check-ups. / Everybody who came was asked about his military card.
The book was fetched every Friday. / Then two men came to the ward with that list.
{S} had appendicitis, and on the third day a summons came to the bed. / {S} went to no doctor after that, not even with a tooth.
There were about {many} men on the list that was seen. / One nurse refused to keep the book. They made her a cleaner.`,
  S23: `
I was held in a cellar in Vyhadana street, {where}. / They took me from home "for a talk" and held me for eleven days, {where}.
They asked about people I knew and who had not taken the passport. / There were other women. We said no names.
They threatened my family. / They said nobody would believe me.
There was violence that I will not describe. I only state that it was there. / I will not tell the worst now. Perhaps later, and only to a woman.
Then they let me go, without papers. / One of them was called {boss}. I would know the voice.`,
  S24: `
People {where} said that men were taken straight off the bus. / I heard from others that there was a raid {where}. I did not see it.
One says twenty men, another says two. / Who took them nobody knows.
It was on Telegram, but the channel is gone. / There should be a video, but I was not shown it.
I know no names. / Perhaps it was in another village altogether.`,
}
