/** The agent's ear on a held clock, with the local reader and the shipped policies of the clinic. */
import type { CallEvent } from '../../../machines/events.ts';
import type { Saying } from '../../../machines/turn/echo.ts';
import type { TurnEvent } from '../../../machines/turn/turn-types.ts';
import { type Expectation, expectNothing, type Understood } from '../../../machines/vocabulary.ts';
import { createHearing } from '../../../server/conversation/hearing.ts';
import { vocabularyOf } from '../../../services/definitions/vocabulary-of.ts';
import type { JournalFact } from '../../../services/store/journal-entry.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import type { TurnToRead } from '../../../services/understanding/understanding.ts';
import { shippedDefinition } from '../../support/chart-call.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const definition = shippedDefinition('bright-smile');
export const { timing } = definition;

/** What it did and understood, and a caller whose voice and words it is told of. */
export function openEar(
  expecting: Partial<Expectation>,
  options: { saying?: Saying; takesMs?: number } = {},
) {
  const clock = createManualClock();
  const startMs = clock.now();
  const understood: { events: CallEvent[]; atMs: number }[] = [];
  const read: string[] = [];
  const local = createLocalReader();
  const expectation = { ...expectNothing, state: 'here', flows: ['book'], ...expecting };
  const ear = {
    did: [] as string[],
    noted: [] as JournalFact[],
    saying: options.saying ? [options.saying] : [],
  };
  const hearing = createHearing({
    definition,
    vocabulary: vocabularyOf(definition),
    understanding: {
      name: 'counting',
      understand(turn: TurnToRead, signal: AbortSignal): Promise<Understood> {
        read.push(turn.text);
        if (options.takesMs === undefined) return local.understand(turn, signal);
        const { promise, resolve } = Promise.withResolvers<Understood>();
        clock.after(options.takesMs, () => resolve(local.understand(turn, signal)));
        return promise;
      },
    },
    clock,
    journal: { note: (fact: JournalFact) => ear.noted.push(fact) } as never,
    expectation: () => expectation,
    questionHeard: () => true,
    questionBegun: () => true,
    lastText: () => 'Shall I book it?',
    localNow: () => '2026-11-20T15:00',
    interrupt: () => ear.did.push('interrupt'),
    resume: () => ear.did.push('resume'),
    sayingNow: () => ear.saying,
    turnTaken: () => {},
    understood: (events) => understood.push({ events, atMs: clock.now() - startMs }),
    turnEnded: () => {},
    failed: (where, error) => {
      throw new Error(where, { cause: error });
    },
  });
  hearing.floor({ type: 'chart.expects', expectation, silence: true });
  return Object.assign(ear, {
    understood,
    read,
    wait: (ms: number) => clock.advance(ms),
    tell: (event: TurnEvent) => hearing.floor(event),
    /** `levels` are how loud each word is; one alone is of all of them. */
    says(text: string, final = true, ...levels: number[]) {
      const [level] = levels;
      const each = levels.length > 1 ? levels : text.split(' ').map(() => level ?? 0);
      hearing.floor({
        ...{ type: 'caller.words', text, final, turnOver: false, atMs: clock.now() },
        ...(level === undefined ? {} : { levels: each }),
      });
    },
    speaks(speaking: boolean) {
      const type = speaking ? 'caller.started' : 'caller.stopped';
      hearing.floor({ type, atMs: clock.now() });
      if (speaking) hearing.floor({ type: 'caller.voiced', atMs: clock.now() });
    },
  });
}
