/** Words that the wordings of several deeds share: what is booked, what else a customer holds. */
import type { WordLists } from '../wordings.ts';

export const deedWords: WordLists = {
  booking: ['(appointment|booking|reservation)'],
  bookings: ['(appointment(s)|booking(s)|reservation(s))'],
  visit: ['{booking}', '(visit|session)'],
  /** A place in somebody's day or house. */
  place: [
    '{bookings}',
    '(consultation(s)|check up(s)|checkup(s)|visit(s)|session(s))',
    '(slot(s)|spot(s)|opening(s)|table(s)|room(s))',
  ],
  /** What a deed is done to, once it is clear which one is meant. */
  thing: [
    '{place}',
    '(meeting(s)|time(s)|date(s)|one(s)|cleaning(s)|haircut(s))',
    '(it|that|this)',
  ],
  /** What else a customer has with a business, and may want ended or altered. */
  holding: [
    '(order(s)|payment(s)|membership|subscription|plan|contract|account(s)|card(s))',
    '(delivery|deliveries|service|stay|room|table|policy|standing order(s)|direct debit(s))',
  ],
  /** Booked elsewhere: no receptionist's desk has these. */
  travel: [
    '(flight|hotel|ticket|tickets|uber|taxi|cab|ride|car|trip|cruise|plane|train|vacation)',
    '(limo|bus|movie|date night)',
  ],
  mine: ['(my|our)'],
  this: ['(the|this|that)'],
  may: ['(please|just|now|then|also)'],
};
