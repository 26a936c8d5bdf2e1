/** One call of a scenario as its caller lives it: says, presses, is silent, hangs up, and hears. */
import type { Definition } from '../../../machines/policy/definition.ts';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import { settle } from '../../../services/virtual-clock.ts';
import type { ConnectedCall } from '../../phone/call-desk.ts';
import { createPracticeLine, type PracticeLine } from '../practice-line.ts';
import type { ScenarioDesk } from './open-desk.ts';

export interface WrittenLine {
  callId: string;
  arrive(how: { from: string; to: string; vouched: boolean }): Promise<void>;
  /** `leave` is how many pieces of the answer are not heard to their end: somebody talks over them. */
  say(text: string, leave: number): Promise<void>;
  press(keys: string, leave: number): Promise<void>;
  silent(seconds: number, leave: number): Promise<void>;
  echo(leave: number): Promise<void>;
  desk(does: 'answers' | 'no-answer' | 'busy', leave: number): Promise<void>;
  hangUp(): Promise<void>;
  /** Whatever is left of the call ends, and its journal is in the database. */
  leave(): Promise<void>;
  entries(): readonly JournalEntry[];
  readonly state: string;
  readonly over: boolean;
}

const silenceStepMs = 500;
/** A write, its settling, a message and its second try: more waits than that is a call that hangs. */
const leaveRoundsMax = 8;
/** Answers that follow one another without the caller: more is a loop. */
const roundsMax = 20;

export function createWrittenLine(
  callId: string,
  { clock, world, switchboard, relayed }: ScenarioDesk,
  { timing, business }: Definition,
): WrittenLine {
  const { desk } = switchboard;
  let line: PracticeLine = createPracticeLine();
  let call: ConnectedCall | null = null;

  const entries = () => switchboard.journalOf(callId)?.entries() ?? [];
  const lastOf = <Kind extends JournalEntry['kind']>(kind: Kind) =>
    entries().findLast((entry): entry is Extract<JournalEntry, { kind: Kind }> => {
      return entry.kind === kind;
    });
  const state = () => lastOf('transition')?.to.at(-1) ?? 'arriving';
  const over = () => lastOf('call-ended') !== undefined;
  const dialing = () => state() === 'escalating.dialing';

  async function rest(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await settle();
      await world.quiet();
    }
    await settle();
  }

  /** Listens until it is the caller's turn again: answers are heard, and the world is waited for. */
  async function listen(leave: number): Promise<void> {
    for (let round = 0; round < roundsMax; round += 1) {
      await rest();
      if (over()) return;
      if (world.takeStuck()) {
        await line.hear(0);
        await clock.advance(timing['effect-max']);
        continue;
      }
      if (line.unheard <= leave) return;
      await line.hear(leave);
    }
  }

  function connect(): void {
    line = createPracticeLine();
    const connected = desk.connect(callId, line.line);
    if ('refused' in connected) return;
    call = connected;
    line.attach(connected);
  }

  /** Each person in turn; after the last one the carrier lets the caller back. */
  function dialEnds(status: string): void {
    for (let person = 0; person <= business.people.length; person += 1) {
      const after = desk.dialEnded(callId, status);
      if (after.next === 'stream') connect();
      if (after.next !== 'dial') return;
    }
  }

  /** Until the floor counts the turn as over; it may count on more words for a while. */
  async function untilTaken(before: number): Promise<void> {
    const taken = () =>
      entries()
        .slice(before)
        .some(({ kind }) => kind === 'understood');
    const stepMs = timing['patience-complete'];
    for (let ms = 0; ms <= timing['patience-unfinished'] && !taken() && !over(); ms += stepMs) {
      await clock.advance(stepMs);
      await rest();
    }
  }

  return {
    callId,
    async arrive({ from, to, vouched }) {
      await desk.arrive({ callId, from, to, vouched });
      await rest();
      connect();
      await listen(0);
    },
    async say(text, leave) {
      const before = entries().length;
      relayed.relay(callId, { text, final: true, turnOver: true });
      await rest();
      await untilTaken(before);
      await listen(leave);
    },
    async press(keys, leave) {
      for (const key of keys) call?.key(key);
      await rest();
      await clock.advance(timing['patience-unfinished']);
      await listen(leave);
    },
    async silent(seconds, leave) {
      const untilMs = clock.now() + seconds * 1_000;
      let ringsSinceMs = clock.now();
      while (clock.now() < untilMs && !over()) {
        await clock.advance(Math.min(silenceStepMs, untilMs - clock.now()));
        if (!dialing()) ringsSinceMs = clock.now();
        else if (clock.now() - ringsSinceMs >= timing['ring-max']) dialEnds('no-answer');
        await listen(clock.now() < untilMs ? 0 : leave);
      }
    },
    async echo(leave) {
      const text = lastOf('said')?.text ?? '';
      relayed.relay(callId, { text, final: true, turnOver: true });
      await rest();
      await clock.advance(timing['patience-complete']);
      await listen(leave);
    },
    async desk(does, leave) {
      if (does === 'answers') desk.dialAnswered(callId);
      else dialEnds(does);
      await listen(leave);
    },
    async hangUp() {
      if (call === null || dialing()) desk.ended(callId);
      else call.hungUp();
      call = null;
      await rest();
    },
    async leave() {
      if (state() === 'closing') {
        await listen(0);
        await clock.advance(timing['closing-max']);
      }
      if (!over()) await this.hangUp();
      for (let round = 0; round < leaveRoundsMax && !over(); round += 1) {
        await clock.advance(timing['effect-max']);
        await rest();
      }
    },
    entries,
    get state() {
      return state();
    },
    get over() {
      return over();
    },
  };
}
