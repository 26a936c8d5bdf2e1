/** What callers say comes to the chart as they said it, and what the chart did is in the journal. */
import type { PersonValue } from '../../../machines/vocabulary.ts';
import { toldEvent } from '../simulation/told-event.ts';
import { asksFor, type EntryOf, type Evidence, entriesOf, type Oracle } from './evidence.ts';

type Event = EntryOf<'event'>['event'];

/** These answer the question that was open, and are nothing to another one. */
const answers = ['caller.affirmed', 'caller.denied', 'caller.chose'];
const notSpoken = ['caller.hung-up', 'caller.was-silent'];

/** Where callers do not speak but are told of, their words are their events. */
const isTold = (text: string) => text.startsWith('(');

function spokenEvents(evidence: Evidence): { seq: number; event: Event }[] {
  return entriesOf(evidence, 'event').filter(
    ({ event }) => event.type.startsWith('caller.') && !notSpoken.includes(event.type),
  );
}

const toldWords = (evidence: Evidence) =>
  entriesOf(evidence, 'caller-words').filter(({ text, final }) => final && isTold(text));

/** What was said while the line waited is given later, and then in its order, each word once. */
const eachWordOnce: Oracle = {
  rule: 'every word of the caller counts once, in the order of speaking',
  armed: (evidence) => toldWords(evidence).length > 0,
  judge(evidence) {
    const words = toldWords(evidence);
    if (words.length === 0) return [];
    let at = 0;
    const breaches: string[] = [];
    for (const { event, seq } of spokenEvents(evidence)) {
      const text = toldEvent(event);
      const found = words.findIndex((word, index) => index >= at && word.text === text);
      if (found < 0 || (words[found]?.seq ?? 0) > seq) {
        breaches.push(`${text} counted twice, or out of its order`);
        continue;
      }
      const lost = words.slice(at, found).filter(({ text: said }) => !isAnswer(said));
      breaches.push(...lost.map(({ text: said }) => `${said} was lost`));
      at = found + 1;
    }
    return breaches;
  },
};

const isAnswer = (text: string) => /^\((?:affirmed|denied|chose)/.test(text);

/** A yes is a yes to what was asked when it was said. */
const yesToItsQuestion: Oracle = {
  rule: 'a yes, a no or a choice answers the question that was open when it was said',
  armed: (evidence) => spokenEvents(evidence).some(({ event }) => answers.includes(event.type)),
  judge(evidence) {
    let state = '';
    let saidIn = '';
    return evidence.entries.flatMap((entry) => {
      if (entry.kind === 'transition') state = entry.to.at(-1) ?? state;
      // Typed on the keys, it is an answer to what is open then.
      if (entry.kind === 'key-pressed') saidIn = '';
      if (entry.kind === 'caller-words' && isAnswer(entry.text)) saidIn = state;
      if (entry.kind === 'understood') {
        const commands = entry.reading.commands.map(({ command }) => command);
        const answering = ['affirm', 'deny', 'choose'].some((each) =>
          commands.includes(each as never),
        );
        if (answering) saidIn = entry.state;
      }
      if (entry.kind !== 'event' || !answers.includes(entry.event.type)) return [];
      return saidIn === '' || saidIn === state
        ? []
        : [`${entry.event.type} was said in ${saidIn}, and counted in ${state}`];
    });
  },
};

/** A call is read afterwards, and continued, from its journal: nothing may have come from nowhere. */
const journalIsWhole: Oracle = {
  rule: 'what led a call on is in its journal',
  armed: (evidence) => entriesOf(evidence, 'transition').length > 0,
  judge(evidence) {
    const asked = new Set(
      entriesOf(evidence, 'effect-asked').map(({ request }) => request.key + request.effect),
    );
    const answered = entriesOf(evidence, 'effect-answered');
    const led = entriesOf(evidence, 'transition').filter(({ event }) =>
      event?.startsWith('xstate.done.actor.'),
    );
    return [
      ...answered
        .filter(({ key, effect }) => !asked.has(key + effect))
        .map(({ effect }) => `an answer to ${effect}, which nobody asked for`),
      ...(led.length > answered.length
        ? [`${led.length - answered.length} answers led on without being noted`]
        : []),
    ];
  },
};

/** By which name the line knows its caller, from what it has last to speak of. */
function knownAs(evidence: Evidence, until: number): string[] {
  const say = entriesOf(evidence, 'command').findLast(
    ({ seq, command }) => seq < until && command.type === 'say',
  );
  const name = say?.command.type === 'say' ? (say.command.values.name as PersonValue) : undefined;
  return [name?.first ?? '', name?.last ?? ''].filter((part) => part !== '');
}

/** Whoever is rung hears, before they speak, why, and who it is when that was said. */
const rungIsTold: Oracle = {
  rule: 'whoever is rung is told why, and who is calling',
  armed: (evidence) => asksFor(evidence, 'transfer').length > 0,
  judge: (evidence) =>
    asksFor(evidence, 'transfer').flatMap(({ seq, request }) => {
      const { brief, reason } = request.input as { brief: string; reason: string };
      const rules = asksFor(evidence, 'check-policy').findLast(
        (each) => each.seq < seq && (each.request.input as { topic?: string }).topic === 'transfer',
      );
      const why = (rules?.request.input as { reason?: string } | undefined)?.reason;
      const names = knownAs(evidence, seq);
      return [
        ...(why === undefined || why === reason ? [] : [`rung for ${reason}, not for ${why}`]),
        ...(brief.includes(reason) ? [] : ['whoever is rung is not told why']),
        ...(names.every((name) => brief.includes(name))
          ? []
          : ['whoever is rung is not told who is calling']),
      ];
    }),
};

export const orderOracles: Oracle[] = [eachWordOnce, yesToItsQuestion, journalIsWhole, rungIsTold];
