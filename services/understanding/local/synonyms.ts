/** Words that mean the same to a receptionist, and words that carry no meaning of their own. */

/** Each class by its name; a word is in one class at most. */
export const synonyms: Record<string, string[]> = {
  cancel: ['cancel', 'canceled', 'cancellation', 'undo', 'rescind', 'annul', 'revoke', 'scrap'],
  change: [
    'change',
    'reschedule',
    'rescheduling',
    'move',
    'shift',
    'modify',
    'amend',
    'alter',
    'adjust',
    'update',
    'edit',
    'postpone',
    'rebook',
    'swap',
    'switch',
    'revise',
    'amendment',
    'modification',
  ],
  book: ['book', 'schedule', 'arrange', 'reserve', 'scheduling'],
  appointment: [
    'appointment',
    'appointments',
    'booking',
    'reservation',
    'visit',
    'slot',
    'appt',
    'session',
    'meeting',
    'opening',
    'openings',
  ],
  cost: ['cost', 'price', 'charge', 'fee', 'rate', 'pricing', 'expensive', 'cheap'],
  pay: ['pay', 'payment', 'card', 'cash', 'paying', 'check', 'venmo', 'visa', 'mastercard'],
  park: ['park', 'parking', 'garage', 'car'],
  open: [
    'open',
    'opened',
    'close',
    'closing',
    'closed',
    'hours',
    'hour',
    'opens',
    'closes',
    'shut',
  ],
  where: ['where', "where's", 'address', 'location', 'located', 'direction', 'directions', 'find'],
  insurance: [
    'insurance',
    'insured',
    'insurer',
    'coverage',
    'cover',
    'covered',
    'medicaid',
    'medicare',
    'plan',
  ],
  child: ['child', 'children', 'kid', 'son', 'daughter', 'toddler', 'baby', 'infant', 'pediatric'],
  message: ['message', 'voicemail', 'note'],
  accept: ['accept', 'take', 'honor'],
  wheelchair: ['wheelchair', 'accessible', 'accessibility', 'disabled', 'ramp', 'elevator'],
  pet: ['pet', 'dog', 'cat', 'animal', 'puppy'],
  late: ['late', 'delayed', 'delay'],
  refund: ['refund', 'reimburse', 'reimbursement'],
  receive: ['receive', 'arrive'],
  wifi: ['wifi', 'internet', 'wi-fi'],
  prepare: ['prepare', 'bring', 'paperwork', 'form', 'forms', 'document'],
  patient: ['patient', 'client', 'customer', 'guest'],
  new: ['new', 'first'],
  /** "Ten minutes late" asks what "twenty minutes late" asks. */
  number: [
    ...['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
    ...['fifteen', 'twenty', 'thirty', 'forty', 'fifty', '5', '10', '15', '20', '30', '45'],
  ],
  /** A question about one day of the week is asked of any. */
  day: [
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'sunday',
    'weekend',
    'thanksgiving',
    'christmas',
    'holiday',
  ],
};

/** These tell no question from another; "what", "when" and the like are weighed by the index. */
export const emptyWords = new Set(
  (
    'a an the this that these those there here i me my mine you your we us our they them their it its he she his her ' +
    'is am are was were be been being do does did have has had having will would shall should can could may might must ' +
    "i'm i've i'd i'll you're you've we're we've it's that's there's let's don't doesn't didn't isn't aren't can't won't " +
    'to of in on at for with by from as into about up out off so and or but if then than too also just only very really ' +
    'please okay well oh yes no hi hello hey thanks thank like want wanted need needed get got go going give let make know tell say see ' +
    "say help one some any all more much many now again still even ever possible what's how's currently today " +
    'guys folks until till able trying try looking look wondering wonder call calling question ask something anything thing would actually maybe'
  ).split(' '),
);
