/** Which flow the caller wants to start, by what they want done and to what. */
import type { Named } from '../vocabulary.ts';
import { buildIndex, contentWords, score, type WordingIndex, wordsOf } from './similarity.ts';
import { concept } from './stems.ts';

/** What a flow does to an appointment, read from its own wordings and id. */
export type Deed = 'book' | 'change' | 'cancel' | 'check' | 'message';

export interface FlowIndex {
  index: WordingIndex;
  /** Whole wordings, word for word. */
  exact: Map<string, string>;
  byDeed: Map<Deed, string>;
}

export interface FoundFlow {
  id: string;
  score: number;
  /** Known by what is to be done, not only by likeness to a wording. */
  byDeed: boolean;
}

const scoreMin = 0.56;
const appointmentConcept = concept('appointment');

const thing =
  '(?:appointments?|bookings?|reservations?|visits?|slots?|sessions?|meetings?|consultations?|check ?ups?|tables?|rooms?|times?|dates?|openings?|spots?|ones?|cleanings?|haircuts?|it|that|this)';
const gap = "(?: [a-z0-9']+){0,6}?";

/** Read in order: to cancel or move is said with words that also book ("a new time for my booking"). */
const deedPatterns: [Deed, RegExp][] = [
  [
    'cancel',
    new RegExp(
      `\\bcancel(?:ing)? (?:my|our|a|an|the|this|that|all|tonight's|tomorrow's|today's) (?!call\\b)[a-z0-9]+|\\b(?:forget|trash|nix) (?:my |the |our )?(?:[a-z]+ ){0,2}(?:reservation|appointment|booking)|\\b(?:not|isn't|no longer|never)(?: [a-z]+){0,2} need(?:ed)?(?: (?:the|my|our|that|any|anymore|more))*(?: [a-z]+){0,2} (?:reservation|appointment|booking)\\b|\\b(?:reservation|appointment|booking)(?: [a-z0-9']+){0,8} (?:don't|isn't|not|no longer|won't)(?: be)? need|\\b(?:close|freeze|terminate|discontinue|suspend|stop|kill|quit) (?:my|our) (?!talking|speech)[a-z]+|\\b(?:close|freeze|terminate|suspend|undo|reverse|revert) (?:the|this|that|an?|one of my) (?!door|window|file|gap|tab)[a-z]+|\\bput (?:my|our|the|this) [a-z]+(?: [a-z]+)? on hold\\b|\\b(?:stop|pause) (?:the|this|that|my|our) (?:[a-z]+ )?(?:payments?|orders?|membership|subscription|plan|deliver(?:y|ies)|service)\\b|\\b(?:don't|do not) (?:want|need)(?: to keep)? (?:my|the|this|that|our|it)(?: [a-z]+){0,3} (?:anymore|any more|any longer)\\b|\\b(?:want|need|like|going|decided) to (?:close|freeze|quit|terminate|leave) (?:it|this|that|you)\\b|\\b(?:cancel\\w*|call off|calling off|(?:close|closing|freeze|block|terminate|end|stop|discontinue|revert|suspend|leave) (?:my|our|this|that|the)|drop|get rid of|scratch|remove|delete|undo|rescind|take me off|pull out of|back out of|kill|annul)${gap} ${thing}\\b|\\b${thing}${gap} (?:canceled|cancellation|called off|removed|deleted)\\b|\\b(?:no longer|don't|do not|won't) (?:want|need|be needing|require|make|be able to (?:make|come|attend|keep)|be (?:coming|attending))${gap} (?:my|the|our|that) (?:[a-z]+ ){0,3}(?:appointment|booking|reservation|visit|session|table|room)\\b|\\b(?:can't|won't be able to|unable to|not able to|can no longer) (?:make|keep|attend|come (?:to|in for)|make it (?:to|for)) (?:my|the|our|that|to my) (?:[a-z0-9]+ ){0,3}(?:appointment|booking|reservation|visit|session)\\b|\\bcancel(?:ing|ation)?\\b(?=.* (?:for|on|at|under|with|my|the|of|please|booking|reservation|appointment)\\b)(?! (?:policy|policies|fee|fees|charge))|\\b(?:block|delete|withdraw|void|reverse|revert) (?:my|our)\\b|\\b(?:have|get|want|need)(?: [a-z]+){1,4} (?:canceled|closed|terminated|frozen|blocked|stopped)\\b|\\b(?:reservation|appointment|booking)${gap} (?:not (?:necessary|needed|required)|no longer (?:needed|necessary|required))`,
    ),
  ],
  [
    'change',
    new RegExp(
      `\\b(?:reschedul\\w*|rebook\\w*|postpone\\w*)\\b|\\b(?:chang\\w+|mov(?:e|ing)|shift\\w*|modif\\w+|amend\\w*|alter\\w*|adjust\\w*|updat\\w+|edit\\w*|push(?: back)?|bring forward|switch|swap|rearrange|make (?:a |some )?(?:changes?|amendments?) to)${gap} ${thing}\\b|\\b${thing}${gap} (?:changed|moved|rescheduled|pushed back|postponed|updated|modified|to (?:an )?earlier|to (?:a )?later)\\b|\\b(?:make|need) (?:a |some |to make )*(?:changes?|amendments?)\\b|\\b(?:chang(?:e|ing)|updat(?:e|ing)|modify|amend|alter|edit|increase|decrease|raise|lower|reduce|extend|upgrade|downgrade|shorten)(?: (?:just|only|some|a few|to))*(?: (?:my|our|it|this|that|the|something|details|number of|time|date)\\b|$)(?!(?: [a-z]+)? (?:mind|language|languages|subject|topic|channel|tire|tires|oil|price|prices|cost|voice|volume|temperature|speed|pace|settings?|music|alarm|password|lights?|thermostat|diaper|response|accent|tone)\\b)|\\badd (?:one more|another|an extra|two|three|more|a) (?:person|people|guests?|nights?|adults?|kids?|child|day|patient)|\\b(?:different|another|new|earlier|later|better) (?:time|day|date|slot) for (?:my|the|our)\\b|\\bcome (?:earlier|later|another day) instead\\b`,
    ),
  ],
  [
    'check',
    /\b(?:when|what time|what day|where)(?:'s| is| are| was) (?:my|our) (?:\w+ ){0,2}(?:appointment|booking|reservation|visit|session)s?\b|\b(?:confirm|verify|double check|check(?: on| to see)?|look up|make sure|remind me)\b(?: [a-z0-9']+){0,5} (?:appointment|booking|reservation)s?\b|\bdo i (?:still )?have (?:an? |any )?(?:\w+ ){0,2}(?:appointment|booking|reservation)s?\b/,
  ],
  [
    'message',
    /\b(?:leave|take|pass (?:on|along)|send|give (?:him|her|them)|relay)(?: (?:a|the|my|him|her|them|you|doctor|on|along|\w+))? message\b|\b(?:call|ring|phone|get back to) me (?:back)?\b|\bcall ?back\b|\bleave (?:my|a) (?:name|number|note|voicemail)\b|\btell (?:him|her|them|the doctor|doctor \w+) (?:that )?i called\b/,
  ],
  [
    'book',
    new RegExp(
      `\\b(?:book|schedule|make|set up|arrange|get|need|want|like|have|reserve|fix|request|find|take|looking for|put me (?:down|in) for|squeeze|fit|sign (?:me )?up for|available for|set|come in for|wanted)${gap} (?:an? |some |the |another |my )?(?:\\w+ ){0,2}(?:appointments?|bookings?|reservations?|consultations?|check ?ups?|visits?|slots?|spots?|openings?|sessions?|tables?|rooms?)\\b|\\b(?:book|reserve|schedule|book me|pencil me)(?= (?:it|that|this|in|for|with|on|at|now|something|an?|the|my|one|tomorrow|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b|$)(?! (?:a|an|the|my) (?:flight|hotel|ticket|tickets|uber|taxi|cab|ride|car|trip|cruise|plane|train|vacation|limo|bus|movie|date night))|\\b(?:like|want|need|love|hoping|trying|able|can i|could i) (?:to )?(?:come in|be seen|see (?:a|the|someone|somebody|doctor|you)|get in|stop in)\\b|\\b(?:do you have|have you got|is there|are there|got|any|what)\\b(?: [a-z]+){0,3} (?:openings?|availabilit(?:y|ies)|appointments?|slots?|spots?|times? (?:open|free|available))\\b|\\b(?:when|what days?|what times?)(?: [a-z]+){0,3} (?:available|free|openings?)\\b|\\b(?:do you|have you|is there|are there|you)(?: [a-z]+){0,2} (?:anything|something|any times?|any room)(?: [a-z]+)* (?:available|free|open|left|on|for|this|next|tomorrow|today|in|at|earlier|later|sooner)\\b|\\banything (?:available|free|open|earlier|later|sooner|on|for|this|next)\\b|\\bsqueeze me in\\b|\\bfit me in\\b|\\bget me in\\b`,
    ),
  ],
];

const hasNot =
  /\b(?:don't|do not|didn't|never|not)(?: really)? (?:want|need|like|wish|plan|going|mean|asked?|say|said)(?: to)?\b/;
const alreadyHas =
  /\b(?:have|had|got|made|booked|there's)(?: already| just)? (?:an? |my |the )(?:\w+ ){0,2}(?:appointment|booking|reservation)\b/;

export function indexFlows(flows: Named[]): FlowIndex {
  const byDeed = new Map<Deed, string>();
  const ordered: Deed[] = ['cancel', 'change', 'check', 'message', 'book'];
  for (const flow of flows) {
    const counts = ordered.map((deed) => {
      const pattern = deedPatterns.find(([name]) => name === deed)?.[1];
      return flow.names.filter((name) => pattern?.test(wordsOf(name).join(' '))).length;
    });
    const named = idDeeds.find(([pattern]) => pattern.test(flow.id))?.[1];
    const most = Math.max(...counts);
    const deed = named ?? (most > 0 ? ordered[counts.indexOf(most)] : undefined);
    if (deed && !byDeed.has(deed)) byDeed.set(deed, flow.id);
  }
  const exact = new Map(
    flows.flatMap(({ id, names }) =>
      names.map((name): [string, string] => [wordsOf(name).join(' '), id]),
    ),
  );
  return {
    exact,
    index: buildIndex(flows.map(({ id, names }) => ({ id, wordings: names }))),
    byDeed,
  };
}

const idDeeds: [RegExp, Deed][] = [
  [/^cancel|cancellation/, 'cancel'],
  [/resched|change|move/, 'change'],
  [/message|callback|call-back/, 'message'],
  [/^(?:check|confirm|find|look-up)/, 'check'],
  [/^(?:book|reserve|schedule|new)/, 'book'],
];

/** The deed that the words ask for, whether or not this business has a flow for it. */
function deedOf(plain: string): Deed | undefined {
  if (hasNot.test(plain) && !/\b(?:anymore|any more|no longer)\b/.test(plain)) return undefined;
  for (const [deed, pattern] of deedPatterns) {
    if (!pattern.test(plain)) continue;
    // Telling of a booking one has is no wish for another.
    if (deed === 'book' && alreadyHas.test(plain)) continue;
    return deed;
  }
  return undefined;
}

const manners =
  /^(?:hi|hello|hey|yes|yeah|ok|okay|well|so|um|uh|actually|please|and|but)(?= )|(?<= )(?:please|thanks|thank you)$/;

function withoutManners(plain: string): string {
  let bare = plain;
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(manners, '').trim();
  }
  return bare;
}

/** Whether some wording of the flow says no more than these content words. */
function saysAll({ entries }: WordingIndex, id: string, contents: string[]): boolean {
  const said = new Set(contents);
  return entries.some((entry) => entry.id === id && entry.contents.isSubsetOf(said));
}

/** The flow that the words start: by the deed first, then by likeness to the flows' wordings. */
export function findFlow(known: FlowIndex, words: string[]): FoundFlow | undefined {
  const plain = words.join(' ');
  if (hasNot.test(plain) && !/\b(?:anymore|any more|no longer)\b/.test(plain)) return undefined;
  const exact = known.exact.get(withoutManners(plain));
  if (exact !== undefined) return { id: exact, score: 1, byDeed: true };
  const scored = score(known.index, words);
  const [best] = scored;
  const deed = deedOf(plain);
  const byDeed = deed === undefined ? undefined : known.byDeed.get(deed);
  const contents = contentWords(words);
  const telling = new Set(contents.filter((word) => word !== appointmentConcept));
  if (byDeed !== undefined) {
    const rival =
      telling.size > 0 && best && best.id !== byDeed && best.score > 0.8 ? best : undefined;
    if (rival) return { ...rival, byDeed: false };
    return { id: byDeed, score: 0.9, byDeed: true };
  }
  if (deed !== undefined) return undefined;
  if (!best || best.score < scoreMin || contents.length === 0) return undefined;
  // One word of a longer wording ("back" of "call me back", "time") is no wish.
  if (contents.length === 1 && !saysAll(known.index, best.id, contents)) return undefined;
  // "Appointment" alone names what every flow is about; only as a whole answer does it mean one.
  if (telling.size === 0 && (words.length > 3 || alreadyHas.test(plain))) return undefined;
  return { ...best, byDeed: false };
}
