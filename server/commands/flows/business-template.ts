/** The files that a new business begins with: sound as they are, and to be changed line by line. */
import { schemaLine } from '../../../services/definitions/json-schemas.ts';

export interface NewBusiness {
  name: string;
  /** E.164, as the carrier writes it. */
  number: string;
  timeZone: string;
}

/** By their names inside the business's folder. */
export function filesOfNewBusiness(business: NewBusiness): Record<string, string> {
  const files = { 'business.yaml': facts(business), 'questions.yaml': questions };
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, `${schemaLine(name)}\n${text}`]),
  );
}

const inQuotes = (text: string) => JSON.stringify(text);

const facts = ({ name, number, timeZone }: NewBusiness) => `\
# Change these lines to what is true of your business, then run: npm run flows -- check
name: ${inQuotes(name)}
# What it is, as you would tell a stranger.
what: ${inQuotes(`${name}, a business that takes appointments`)}
timeZone: ${timeZone}

# The number that callers dial, in quotes, with the country.
numbers:
  - number: ${inQuotes(number)}

locations:
  - id: main
    name: the main office
    address: 1 Main Street, Springfield
    # Open from, until, on a 24-hour clock. A second pair behind a comma makes a break.
    # A day that is not here is closed.
    hours:
      monday: [["09:00", "17:00"]]
      tuesday: [["09:00", "17:00"]]
      wednesday: [["09:00", "17:00"]]
      thursday: [["09:00", "17:00"]]
      friday: [["09:00", "12:00"], ["13:00", "17:00"]]

# Days on which you are closed, or open at other hours. Take the sign # away to use a line.
holidays:
#  - { date: 2027-07-05, name: Independence Day }
#  - { date: 2027-12-24, name: Christmas Eve, hours: [["09:00", "12:00"]] }

# Who does the work. The role says what they can do: services name it below.
staff:
  - id: alex
    name: Alex Smith
    nicknames: [Alex]
    role: barber

# What callers can book. "spoken" is how it stands in a sentence: "That's a haircut on Tuesday".
services:
  - id: haircut
    name: Haircut
    spoken: a haircut
    nicknames: [cut, trim]
    minutes: 45
    price: { exactly: 80 }
    by: [barber]
  - id: shave
    name: Shave
    spoken: a shave
    nicknames: [beard trim, beard]
    minutes: 30
    price: { exactly: 45 }
    by: [barber]

# What callers can do. There are more in policies/defaults/flows, e.g. waiting-list and lead.
flows: [book, reschedule, cancel, my-booking, question, message, human]

# Who is rung for a caller who wants a person, in this order. Without anyone, a message is taken.
# Take the sign # away to use the line.
people:
#  - { name: the front desk, number: "+16145550143" }
`;

const questions = `\
# What callers ask, and what you want them to be told. Names in braces come from business.yaml.
- id: hours
  wordings:
    - what are your hours
    - when are you open
    - are you open on Saturday
    - how late are you open
  answer: "We're open {hours}."

- id: address
  wordings:
    - where are you located
    - what is your address
    - how do I get there
    - where is your office
  answer: "We are at {address}."

- id: price
  wordings:
    - how much is it
    - how much is a haircut
    - what do you charge
    - what are your prices
  answer: "{service} is {price}."
  otherwise: "That depends on the visit. Which one do you mean?"

- id: services
  wordings:
    - what services do you offer
    - what do you do there
    - what can I book
  answer: "We offer {services}."
`;
