/** What the callers of any business talk about: the vocabulary where no business was named. */
import type { Vocabulary } from '../../services/understanding/vocabulary.ts';

const weekday: [string, string][] = [['09:00', '17:00']];

/** Where people write numbers and dates in another way than in the United States. */
const countries: readonly [zone: RegExp, country: string][] = [
  [/^Europe\/(?:London|Belfast|Jersey|Guernsey|Isle_of_Man)$/, 'GB'],
  [/^Europe\/Dublin$/, 'IE'],
  [/^Australia\//, 'AU'],
  [/^Pacific\/Auckland$/, 'NZ'],
  [/^America\/(?:Toronto|Vancouver|Edmonton|Winnipeg|Halifax|Regina|St_Johns)$/, 'CA'],
  [/^Asia\/Kolkata$/, 'IN'],
  [/^Africa\/Johannesburg$/, 'ZA'],
];

export const neutralVocabulary: Vocabulary = {
  flows: [
    {
      id: 'book',
      names: [
        'book an appointment',
        'make an appointment',
        'schedule a visit',
        'make a reservation',
        'I need an appointment',
      ],
    },
    {
      id: 'reschedule',
      names: [
        'reschedule my appointment',
        'move my appointment',
        'change my booking',
        'change the time of my reservation',
      ],
    },
    {
      id: 'cancel',
      names: ['cancel my appointment', 'cancel my booking', 'cancel my reservation'],
    },
    { id: 'message', names: ['leave a message', 'take a message', 'have someone call me back'] },
  ],
  services: [],
  staff: [],
  locations: [],
  questions: [
    {
      id: 'hours',
      wordings: [
        'what are your hours',
        'when are you open',
        'what time do you close',
        'are you open on saturday',
      ],
      keywords: ['open', 'hours', 'close'],
    },
    {
      id: 'address',
      wordings: ['where are you located', 'what is your address', 'how do I get there'],
      keywords: ['where', 'address', 'get there', 'directions'],
    },
    {
      id: 'parking',
      wordings: ['do you have parking', 'where can I park', 'is there parking'],
      keywords: ['park', 'parking'],
    },
    {
      id: 'price',
      wordings: ['how much does it cost', 'what do you charge', 'what are your prices'],
      keywords: ['cost', 'price', 'charge', 'much'],
    },
  ],
  hours: [weekday, weekday, weekday, weekday, weekday, [], []],
  country: 'US',
  customers: [],
};

/** One object a country, since an index is kept for each vocabulary. */
const byCountry = new Map<string, Vocabulary>();

/** The same, with phone numbers and birth dates as they are said where the clock is. */
export function neutralVocabularyAt(timeZone: string): Vocabulary {
  const country = countries.find(([zone]) => zone.test(timeZone))?.[1];
  if (country === undefined) return neutralVocabulary;
  const known = byCountry.get(country) ?? { ...neutralVocabulary, country };
  byCountry.set(country, known);
  return known;
}
