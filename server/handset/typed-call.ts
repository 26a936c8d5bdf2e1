/** One call from a terminal: dials, waits for its turn before each line, and keeps the record. */
import type { Clock } from '../../services/clock.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import type { VoiceMaker } from '../../services/voice/voice.ts';
import { type CallRecord, createCallRecorder } from './call-record.ts';
import type { CallerStep } from './call-script.ts';
import { audioOf, say } from './caller-voice.ts';
import { type LineClient, openLine } from './line-client.ts';
import type { MediaLeg } from './media-leg.ts';
import type { RunningServer } from './running-server.ts';
import { type DeskAnswer, dial, type HandsetEnd } from './terminal-handset.ts';

export interface TypedCallDeps {
  server: RunningServer;
  from: string;
  to: string;
  desk: DeskAnswer;
  ids: { accountSid: string; callSid: string; streamSid(): string };
  clock: Clock;
  voice: VoiceMaker | undefined;
  /** The caller's next step; nothing more when it resolves to undefined. */
  nextStep(): Promise<CallerStep | undefined>;
  /** Everything that can be shown while the call goes on. */
  shown?: {
    entry?(entry: JournalEntry): void;
    notice?(text: string): void;
  };
}

export interface TypedCall {
  hangUp(): void;
  /** Rejects when the call could not be made. */
  finished: Promise<{ record: CallRecord; end: HandsetEnd; violations: string[] }>;
}

const lookEveryMs = 40;
/** After the agent's last sound a caller waits this long before speaking. */
const listeningMs = 400;
/** Words that were announced and do not sound by then will not: their voice failed. */
const announcedMsMax = 3_000;
/** An agent that says nothing at all is answered anyhow. */
const patienceMs = 10_000;
/** A first word, or one after an interruption, is let sound this long before it is talked over. */
const interruptAfterMs = 1_000;
/** The facts of a call's end follow its last sound. */
const lastFactsMsMax = 5_000;

export function startTypedCall(deps: TypedCallDeps): TypedCall {
  const { clock, ids } = deps;
  const recorder = createCallRecorder(ids.callSid);
  const violations: string[] = [];
  let leg: MediaLeg | undefined;
  let line: LineClient | undefined;
  let over = false;
  /** When the caller last stopped speaking, and when the agent first sounded after that. */
  let callerDoneAtMs = clock.now();
  let agentBeganAtMs: number | undefined;

  const handset = dial({
    url: deps.server.url,
    authToken: deps.server.authToken,
    from: deps.from,
    to: deps.to,
    ids,
    clock,
    desk: deps.desk,
    connected(opened) {
      leg = opened;
      callerSpoke();
      line ??= openLine({
        url: deps.server.url,
        callId: ids.callSid,
        ticketSecret: deps.server.ticketSecret,
        clock,
        nonce: ids.streamSid,
        entry(entry) {
          recorder.take(entry);
          deps.shown?.entry?.(entry);
        },
        lost: (why) => deps.shown?.notice?.(`the call's line is lost: ${why}`),
      });
    },
    agentAudio: () => {
      agentBeganAtMs ??= clock.now();
    },
    said: (text) => deps.shown?.notice?.(`(Twilio's voice) ${text}`),
    dialled: (number, answer) => deps.shown?.notice?.(`put through to ${number}: ${answer}`),
    violation: (what) => violations.push(what),
  });
  const ended = handset.over.finally(() => {
    over = true;
  });

  function callerSpoke(): void {
    callerDoneAtMs = clock.now();
    agentBeganAtMs = undefined;
  }

  /** Resolves once `holds`, or the call is over. */
  function when(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      function look(): void {
        if (over || holds()) resolve();
        else clock.after(lookEveryMs, look);
      }
      look();
    });
  }

  function agentIsListening(): boolean {
    if (leg === undefined) return false;
    const nowMs = clock.now();
    const quietSinceMs = Math.max(callerDoneAtMs, leg.agentEndsAtMs);
    if (nowMs - quietSinceMs >= patienceMs) return true;
    const announced = recorder.openUtterances > 0 && nowMs - quietSinceMs < announcedMsMax;
    if (agentBeganAtMs === undefined || recorder.openEffects > 0 || announced) return false;
    return nowMs - leg.agentEndsAtMs >= listeningMs;
  }

  function agentCanBeInterrupted(): boolean {
    if (agentBeganAtMs !== undefined) return clock.now() - agentBeganAtMs >= interruptAfterMs;
    return clock.now() - callerDoneAtMs >= patienceMs;
  }

  async function take(step: CallerStep): Promise<void> {
    if (step.does === 'hang-up') handset.hangUp();
    else if (step.does === 'stay-silent') {
      await when(agentIsListening);
      const untilMs = clock.now() + step.silentMs;
      await when(() => clock.now() >= untilMs);
    } else {
      const audio = step.does === 'say' ? await audioOf(step.text, deps.voice) : undefined;
      await when(step.interrupts ? agentCanBeInterrupted : agentIsListening);
      if (over || leg === undefined) return;
      if (step.does === 'press') {
        recorder.pressed(step.digits);
        for (const digit of step.digits) leg.press(digit);
      } else if (audio !== undefined) {
        const words = (heard: Parameters<LineClient['words']>[0]) => line?.words(heard);
        await say(step.text, audio, { leg, clock, words });
      }
      callerSpoke();
    }
  }

  async function talk(): Promise<void> {
    await when(() => leg !== undefined);
    for (let step = await deps.nextStep(); step !== undefined; step = await deps.nextStep()) {
      await take(step);
      if (over) return;
    }
    await when(agentIsListening);
    handset.hangUp();
  }

  async function finish() {
    const talking = talk();
    // A bug in the talking must not leave the caller on the line.
    talking.catch(() => handset.hangUp());
    const end = await ended;
    const untilMs = clock.now() + lastFactsMsMax;
    over = false;
    if (line !== undefined) {
      await when(() => recorder.record.outcome !== null || clock.now() >= untilMs);
    }
    over = true;
    line?.close();
    return { record: recorder.record, end, violations };
  }

  return { finished: finish(), hangUp: handset.hangUp };
}
