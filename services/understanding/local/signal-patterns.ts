/** The words that show danger, with how strongly each shows it. */
import type { SignalName } from '../../../machines/vocabulary.ts';

export interface SignalPattern {
  signal: SignalName;
  strength: number;
  pattern: RegExp;
}

export const signalPatterns: SignalPattern[] = [
  {
    signal: 'emergency',
    strength: 1,
    pattern:
      /\b(?:can't|can not|couldn't|unable to|not|isn't|stopped|struggling to|trouble|hard to|difficulty)(?: really)? breath(?:e|ing)\b|\bcall (?:911|9 1 1|nine one one|999|112|an ambulance)\b|\bneed an ambulance\b|\b(?:chest|heart) pain|\bpain in my chest\b|\bheart attack\b|\bhaving a stroke\b|\b(?:unconscious|not responding|unresponsive|passed out|won't wake up|overdosed?|suicid\w+|choking|anaphyla\w+)\b|\bkill myself\b|\b(?:end my life|want to die)\b|\bseizure\b/,
  },
  {
    signal: 'emergency',
    strength: 0.9,
    pattern:
      /\b(?:bleeding|blood)\b(?: [a-z']+){0,4} (?:won't stop|not stopping|doesn't stop|hasn't stopped|isn't stopping|a lot|badly|heavily|everywhere)|\b(?:won't|can't|doesn't|not) stop (?:the )?bleeding\b|\bthroat (?:is )?(?:swelling|closing)|\bsmell (?:of )?gas\b|\bgas leak\b|\b(?:house|building|kitchen|car|it)(?:'s| is) on fire\b|\b(?:severe|serious) (?:allergic|bleeding|burn)/,
  },
  {
    signal: 'emergency',
    strength: 0.6,
    pattern:
      /\bemergency\b(?! (?:contact|number|fund|exit|line hours|brake))|\b(?:knocked|fell|came|broke|got)(?: [a-z']+){0,3} (?:tooth|teeth) (?:out|off)\b|\bknocked[- ]?out (?:a |my |his |her |the )?(?:front )?(?:tooth|teeth)\b|\b(?:tooth|teeth) (?:(?:was|got|is|been|has been|were|just) )*knocked out\b|\b(?:unbearable|excruciating|agonizing|worst) pain\b|\b(?:face|jaw|tongue|lips?) (?:is |are )?(?:really |so |badly )?(?:swelling|swollen)\b|\bin (?:terrible|so much|severe|agony|extreme)(?: pain)?\b|\b(?:pipe|water main) (?:has )?burst\b|\bburst pipe\b|\bflooding\b/,
  },
  {
    signal: 'legal-threat',
    strength: 0.95,
    pattern:
      /\b(?:my|a|our|get(?:ting)? (?:a|my)|call(?:ing)? (?:a|my)|contact(?:ing)? (?:a|my)) (?:lawyer|lawyers|attorney|attorneys|solicitor|legal team)\b|\b(?:sue|suing) (?:you|your|them|this|the|for)\b|\b(?:i'll|i will|going to|gonna|to|will|might|could) sue\b|\b(?:see you|take (?:you|this|it|them)|end up|meet) (?:in|to) court\b|\blegal action\b|\blawsuit\b|\bsmall claims\b|\bpress charges\b/,
  },
  {
    signal: 'legal-threat',
    strength: 0.6,
    pattern:
      /\b(?:report (?:you|this|your)|complain(?:t)?)(?: [a-z]+){0,3} (?:to|with) (?:the )?(?:board|authorities|police|state|attorney general|better business|bbb|regulator|ombudsman|medical board|dental board|trading standards)\b|\bbetter business bureau\b|\bmalpractice\b|\bombudsman\b|\bviolat\w+ (?:my|the) (?:rights|law|hipaa|privacy)\b|\bagainst the law\b/,
  },
  {
    signal: 'abuse',
    strength: 0.9,
    pattern:
      /\b(?:fuck (?:you|off|yourself)|go to hell|screw you|piss off|shut (?:the \w+ )?up|you (?:\w+ )?(?:idiot|moron|bitch|bastard|asshole|cunt|scum|stupid|dumb|piece of (?:shit|crap|garbage))|(?:idiot|moron|bitch|asshole|cunt|dumbass|retard)s?|kill you|kiss my ass|i hope you die|suck my)\b/,
  },
  {
    signal: 'abuse',
    strength: 0.55,
    pattern:
      /\b(?:(?:stupid|dumb|useless|worthless|idiotic|brainless|fucking|damn|freaking|goddamn) (?:\w+ )?(?:robot|machine|bot|computer|thing|people|woman|man|receptionist|company|idiots?|app|system))\b|\byou(?:'re| are)(?: \w+){0,2} (?:useless|worthless|incompetent|pathetic|dumb|stupid|an idiot|a moron)\b/,
  },
  {
    signal: 'anger',
    strength: 0.8,
    pattern:
      /\b(?:furious|pissed(?: off)?|outraged|livid|fed up|sick (?:and tired )?of|had enough|had it with|enough of this|infuriating|worst (?:service|experience|company|place)|never (?:coming|going) back|waste of (?:my )?time|disgusting|disgrace|unacceptable|ridiculous|outrageous|what the (?:hell|heck|fuck)|bullshit|fucking|for fuck's sake|goddamn|are you kidding|you(?:'ve| have) got to be kidding)\b/,
  },
  {
    signal: 'anger',
    strength: 0.5,
    pattern:
      /\b(?:angry|frustrat(?:ed|ing)|annoy(?:ed|ing)|upset|mad(?: at| about)|damn|hell|crap|shit|terrible service|awful|pathetic|a joke|seriously|unbelievable|irritat(?:ed|ing)|horrible|i (?:already|just) told you|how many times|keep (?:saying|telling|asking)|listen to me|sucks?|not listening|still waiting|this is not working|fix this right now|stupid)\b/,
  },
  {
    signal: 'dispute',
    strength: 0.85,
    pattern:
      /\b(?:over ?charged|double[- ]charged|charged (?:me )?(?:\w+ )?(?:twice|double|too much|two times|again|wrong)|charged (?:me )?for (?:something|a (?:\w+ )?i (?:didn't|never))|(?:want|need|get|like|demand|give|have|where's|about|for|asking for) (?:me )?(?:a |my |the |full )*(?:refund|money back)|(?:wrong|incorrect|bad) (?:bill|charge|invoice|amount)|(?:bill|invoice|charge|statement|balance)(?: i got)? (?:is|was|looks|seems)(?: \w+)? (?:wrong|incorrect|too high|not right|off)|dispute|chargeback|unauthorized|didn't (?:authorize|authorise)|shouldn't have been charged|never (?:agreed|authorized|received|bought|got what i paid)|scam(?:med)?|rip(?:ped)? ?(?:me )?off)\b/,
  },
  {
    signal: 'dispute',
    strength: 0.6,
    pattern:
      /\b(?:refund|reimburse(?:d|ment)?|billing (?:issue|problem|error|mistake|question)|mistake (?:on|with|in) (?:my|the) (?:bill|invoice|account)|(?:not|never) (?:paying|going to pay)|won't pay|cheated|fraud(?:ulent)?|owe me)\b/,
  },
];
