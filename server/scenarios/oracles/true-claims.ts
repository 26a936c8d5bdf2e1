/** What a rule has said to a caller is true: held against the clock and the hours of the business. */
import type { Booking, Opening } from '../../../machines/ports.ts';
import { localNow, minutesBetween, weekdayNamed } from './day-words.ts';
import { type Evidence, entriesOf, type House, type Oracle } from './evidence.ts';
import type { Say } from './listener.ts';

/** A sentence when it was said. */
interface Claim {
  text: string;
  values: Say['values'];
  house: House;
  /** Local, `YYYY-MM-DDTHH:MM`. */
  now: string;
}

/** How many minutes each place that is open stays so; none are open where there are none. */
function minutesLeft({ house: { facts }, now }: Claim): number[] {
  const date = now.slice(0, 10);
  const holiday = facts.holidays.find((each) => each.date === date);
  return facts.locations
    .flatMap(({ hours }) =>
      holiday === undefined ? (hours[weekdayNamed(date)] ?? []) : (holiday.hours ?? []),
    )
    .filter(([from, to]) => from <= now.slice(11) && now.slice(11) < to)
    .map(([, to]) => minutesBetween(now, `${date}T${to}`));
}

const minutesTo = ({ now }: Claim, at: Opening | undefined) =>
  at === undefined ? undefined : minutesBetween(now, at.start);
const ofBooking = (claim: Claim) => minutesTo(claim, claim.values.booking as Booking | undefined);
const ofOpening = (claim: Claim) => minutesTo(claim, claim.values.opening as Opening | undefined);

/** Sentences of every line, by what they say of the time. */
const claims: Record<string, (claim: Claim) => boolean> = {
  'after-hours': (claim) => minutesLeft(claim).length === 0,
  'appointment-over': (claim) => (ofBooking(claim) ?? 0) <= 0,
  'time-passed': (claim) => (ofOpening(claim) ?? 0) <= 0,
};

const hourWords: Record<string, number> = {
  six: 6,
  twelve: 12,
  'twenty-four': 24,
  'thirty-six': 36,
  'forty-eight': 48,
  'seventy-two': 72,
};
const lessAway = /\bless than (?<hours>\d+|[a-z-]+) hours (?:away|ahead|from now)/i;
/** "About to" is a matter of minutes. */
const aboutToMinutes = 60;

/** The same said in a business's own words. */
function isTrueInWords(claim: Claim): boolean {
  const said = lessAway.exec(claim.text)?.groups?.hours?.toLowerCase() ?? '';
  const hours = hourWords[said] ?? Number(said || Number.NaN);
  const minutes = ofBooking(claim);
  if (hours > 0 && minutes !== undefined && minutes > hours * 60) return false;
  if (!/\babout to close\b/i.test(claim.text)) return true;
  return minutesLeft(claim).some((left) => left <= aboutToMinutes);
}

/** Sentences that a verdict brought with it. */
const saidByRules = (evidence: Evidence) =>
  new Set(entriesOf(evidence, 'effect-answered').flatMap(({ answer: { say } }) => say ?? []));

const claimsAreTrue: Oracle = {
  rule: 'what a caller is told of the time and the hours is so',
  armed: (evidence) => evidence.house?.verdicts === 'published' && saidByRules(evidence).size > 0,
  judge(evidence) {
    const { house } = evidence;
    // A verdict that is tried out says what its rule says, whenever that is.
    if (house === null || house.verdicts !== 'published') return [];
    const said = saidByRules(evidence);
    return said.size === 0 ? [] : untrue(evidence, house, said);
  },
};

function untrue({ entries }: Evidence, house: House, ofRules: ReadonlySet<string>): string[] {
  const says = new Map<string, Say>();
  return entries.flatMap((entry) => {
    if (entry.kind === 'command' && entry.command.type === 'say') {
      says.set(entry.command.sentence, entry.command);
    }
    if (entry.kind !== 'said' || !ofRules.has(entry.sentence)) return [];
    const { text, sentence, atMs } = entry;
    const values = says.get(sentence)?.values ?? {};
    const now = localNow(atMs, house.facts.timeZone);
    // A call may last beyond closing time: what was so when it began may be said to its end.
    const began = localNow(entries[0]?.atMs ?? atMs, house.facts.timeZone);
    const isSo = [now, began].some((then) => isTrue({ text, values, house, now: then }, sentence));
    return isSo ? [] : [`${sentence} is not so at ${now}`];
  });
}

function isTrue(claim: Claim, sentence: string): boolean {
  return claims[sentence]?.(claim) !== false && isTrueInWords(claim);
}

export const claimOracles: Oracle[] = [claimsAreTrue];
