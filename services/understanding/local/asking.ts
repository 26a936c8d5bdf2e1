/** Whether words ask rather than tell, by how they begin: directly, or led up to. */
import { patternOf } from './wordings.ts';

const lists = {
  soft: [
    '(and|so|okay|but|also|then|yes|no|hi|hello|hey|please|just|well|um|uh|actually|yeah|oh)',
    '(wait|hold on|hang on|sorry|excuse me|hmm|right|by the way|before that|quick question)',
  ],
  what: [
    "(what|what's|whats|when|when's|where|where's|who|who's|whose|which|why|how|how's)",
    '(until|till|from|since) when',
  ],
  verb: [
    '(do|does|did|is|are|was|were|can|could|will|would|should|may|have|has|am|any)',
    "(isn't|aren't|don't|doesn't|can't|couldn't|won't)",
  ],
  learn: ['(know|ask|find out|check|see|hear|understand|learn|figure out|make sure|confirm)'],
  lead: [
    '(i|we) [also|just|really]* (want|wanted|need|needed|would like) to {learn}',
    '(i|we) (was|were|am|are) (wanting|trying|hoping|calling|looking) to {learn}',
    "(i'd|we'd) [just|also|really] like to {learn}",
    "(i'm|we're) [just] (calling|trying|looking|hoping|wanting|checking) to {learn}",
    "[i'm|i am|i was|was|we were|we're] [just] (wondering|curious|asking|checking)",
    '(calling|trying) to {learn}',
    '(can|could|would|will) you [please] (tell me|let me know|check|say)',
    '(do|would|might) you [happen to] know',
    '(tell me|let me know|any idea)',
  ],
};

const asking = patternOf(
  ['< [{soft}]* ({what}|{verb})', '< [{soft}]* {lead} ({what}|if|whether|{verb})'],
  lists,
);
const leadUp = patternOf(
  [
    '< [{soft}]* {lead} (if|whether) !(i [still|already] have)',
    '< [{soft}]* {lead} =({what}|{verb})',
  ],
  lists,
);

export function asks(plain: string): boolean {
  return asking.test(plain) && !/^(?:can't|don't) /.test(plain);
}

const pause =
  /^(?:(?:wait|hold on|hang on|hmm|oh|sorry|actually|by the way|before that|quick question) )+(?=\S+ \S)/;

/** What is asked, without "wait, I wanted to find out whether": those words belong to no question. */
export function askedPart(plain: string): string {
  return plain.replace(pause, '').replace(leadUp, '').trim();
}
