/** The flows and questions a sentence holds, clause by clause. */
import type { Command } from '../../../machines/vocabulary.ts';
import { askedPart, asks } from './asking.ts';
import type { Clause } from './clauses.ts';
import { type Deed, deedOf } from './deeds/deeds.ts';
import { findFlow } from './flows.ts';
import { exactQuestion, findQuestion, isAbout } from './questions.ts';
import { isRequest } from './scope.ts';
import { contentWords } from './similarity.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import { patternOf } from './wordings.ts';

export interface Wishes {
  commands: Command[];
  score: number;
  /** Clauses that ask for or about something that this business does not know. */
  unknown: Clause[];
}

const joins =
  /(?<=\w) and (?:also )?(?=(?:do|does|is|are|can|could|what|what's|how|where|when|who|why|would|will|i|i'd|i'm|also)\b)/;
/** Asking about the terms of a deed is not asking for the deed. */
const aboutTerms =
  /\b(?:fee|fees|cost|costs|charge|charged|policy|penalty|happens if|how much|how long|how far|how late|how many|notice|refund|required|have to pay|allowed)\b/;
const polite =
  /^(?:and |so |okay |hi |hello |yes |please )*(?:can|could|may|might|would|will) (?:i|you|we)\b|^(?:is it possible|is there any way|any way|any chance|how (?:do|can|would|could|should) i|how would i|do you think|are you able|would it be possible|do you have|have you got|is there|are there)\b/;

/** `allowed` are the flows that may start here. */
export function readWishes(
  clauses: Clause[],
  index: VocabularyIndex,
  allowed: Set<string>,
): Wishes {
  const wishes: Wishes = { commands: [], score: 1, unknown: [] };
  const whole = wholeQuestion(clauses, index);
  if (whole) wishes.commands.push({ command: 'ask', value: whole.id });
  for (const clause of clauses) {
    const found = partsOf(clause).map((plain) => ({ plain, wish: readPart(plain, index) }));
    for (const { plain, wish } of found) {
      if (wish === undefined) {
        // "Uh, I'd like" is broken off: it asks for nothing yet.
        const whole = contentWords(plain.split(' ')).length > 0;
        if (asks(plain) || (whole && isRequest(plain))) wishes.unknown.push({ ...clause, plain });
        continue;
      }
      if (wish.command === 'ask' && whole) continue;
      if (wish.command === 'start-flow' && !allowed.has(wish.value)) continue;
      if (
        wishes.commands.some(
          (other) => other.command === wish.command && other.value === wish.value,
        )
      )
        continue;
      wishes.commands.push({ command: wish.command, value: wish.value });
      wishes.score = Math.min(wishes.score, wish.score);
    }
  }
  wishes.commands = withoutCancelOfMove(wishes.commands, clauses, index);
  const parted = wishes.commands.length === 0 ? partedWish(clauses, index, allowed) : undefined;
  return parted ? { ...wishes, commands: [parted] } : wishes;
}

/** "I can't make my appointment, can we move it": who moves it cancels nothing. */
function withoutCancelOfMove(
  commands: Command[],
  clauses: Clause[],
  { flows }: VocabularyIndex,
): Command[] {
  const starts = (deed: Deed) =>
    commands.some(
      ({ command, value }) => command === 'start-flow' && value === flows.byDeed.get(deed),
    );
  const named = clauses.some(({ plain }) => /\bcancel/.test(plain));
  if (named || !starts('change') || !starts('cancel')) return commands;
  return commands.filter(({ value }) => value !== flows.byDeed.get('cancel'));
}

const partedDeeds = new Set<Deed>(['change', 'cancel', 'check']);

/** "My booking, um, for Friday, I need to change": verb and object, with a pause between them. */
function partedWish(
  clauses: Clause[],
  index: VocabularyIndex,
  allowed: Set<string>,
): Command | undefined {
  if (clauses.flatMap(partsOf).length < 2) return undefined;
  if (clauses.some(({ plain }) => isAboutTerms(plain))) return undefined;
  const deed = deedOf(clauses.map(({ plain }) => plain).join(' '));
  const flow =
    deed !== undefined && partedDeeds.has(deed) ? index.flows.byDeed.get(deed) : undefined;
  return flow !== undefined && allowed.has(flow)
    ? { command: 'start-flow', value: flow }
    : undefined;
}

/** "How can I lower my fees" names them as what is to change. */
const changesTerms = patternOf([
  '(change|lower|reduce|decrease|cut|raise|increase|alter|adjust|amend) ..4 (fee(s)|cost(s)|charge(s))',
]);

function isAboutTerms(plain: string): boolean {
  return aboutTerms.test(plain) && asks(plain) && !changesTerms.test(plain);
}

/** A question cut in two by a comma is better known whole ("if I cancel, is there a fee"). */
function wholeQuestion(clauses: Clause[], index: VocabularyIndex): { id: string } | undefined {
  if (clauses.length < 2 || !clauses.some(({ plain }) => asks(plain))) return undefined;
  const found = (plain: string) => findQuestion(index.questions, plain.split(' '), true);
  const whole = found(clauses.map(({ plain }) => plain).join(' '));
  if (!whole) return undefined;
  const best = Math.max(...clauses.map(({ plain }) => found(plain)?.score ?? 0));
  return whole.score > best ? whole : undefined;
}

function partsOf(clause: Clause): string[] {
  return clause.plain.split(joins).filter((part) => part !== undefined && part.trim() !== '');
}

interface Wish {
  command: 'start-flow' | 'ask';
  value: string;
  score: number;
}

/** Who asks why or when something was done does not ask for it. */
const accounts =
  /^(?:and |so |but |then |okay )*(?:(?:why|how come)\b(?! (?:don't|not|can't|couldn't)\b)|what (?:if|happens if)\b|when (?:does|did|will) (?:the|my|your)\b)/;
const wantsEnd = patternOf([
  '< [and|so|okay|hi|hello|please|yes]* (can|could|may|would) (i|we|you) [please|just]* (cancel|close|end|stop)',
]);
const surelyAlike = 0.85;
/** They are times that are free, however much the word is like the hours one is open. */
const openings = /\bopenings?\b(?! (?:hours?|times?))/;
/** "I want to return shoes" asks what "can I return shoes" asks, where no flow does it. */
const wishing =
  /^(?:and |so |well |okay |hi |hello |yes |yeah )*(?:i|we)(?:'d| would)? ?(?:just |really )?(?:like|love|want|wanted|need|needed|have|('m|am|was|were) (?:trying|hoping|looking|wanting)) to\b/;

function readPart(plain: string, index: VocabularyIndex): Wish | undefined {
  const asking = asks(plain);
  const words = askedPart(plain).split(' ');
  const question =
    exactQuestion(index.questions, plain) ?? findQuestion(index.questions, words, asking);
  // "Can I cancel without a fee" is still a wish, where no answer about fees is known.
  const terms = isAboutTerms(plain) && !(question === undefined && wantsEnd.test(plain));
  const likely = terms || accounts.test(plain) ? undefined : findFlow(index.flows, words);
  // A question that only resembles a wish ("is this the dentist?") is none.
  const flow =
    likely?.byDeed || !asking || polite.test(plain) || (likely?.score ?? 0) > surelyAlike
      ? likely
      : undefined;
  // A question about something known is that question, not the wish to ask one.
  const announced = flow !== undefined && flow.id === index.flows.byDeed.get('ask');
  const meant = announced ? findQuestion(index.questions, words, true) : undefined;
  if (meant) return { command: 'ask', value: meant.id, score: meant.score };
  const wantsDone =
    flow !== undefined && (!asking || polite.test(plain) || flow.score > (question?.score ?? 0));
  const asksRather = question !== undefined && asking && question.score > surelyAlike;
  const offersTimes = index.flows.words.has('appointment');
  const surelyWished = flow?.score === 1 || (flow?.byDeed && offersTimes && openings.test(plain));
  if (flow && wantsDone && (surelyWished || !asksRather)) {
    return { command: 'start-flow', value: flow.id, score: flow.score };
  }
  if (question) return { command: 'ask', value: question.id, score: question.score };
  if (flow !== undefined || !wishing.test(plain)) return undefined;
  const wished = findQuestion(index.questions, words, true);
  if (wished === undefined || !isAbout(index.questions, wished.id, words)) return undefined;
  return { command: 'ask', value: wished.id, score: wished.score };
}
