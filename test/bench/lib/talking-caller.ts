/** A caller who follows a script on a line, and notes what a caller would notice. */

import { type CallerLine, now } from './caller-line.ts';
import type { CallerStep, Part, TurnKind } from './caller-script.ts';
import type { PhraseVoice } from './phrase-voice.ts';

/** One turn as its caller experienced it. Times are the caller's clock. */
export interface ExperiencedTurn {
  kind: TurnKind;
  words: string;
  /** From the last voiced frame to the first audible word; absent when the gap means nothing. */
  gapMs?: number;
  /** The agent was heard before the caller had finished. */
  cutIn: boolean;
  unanswered: boolean;
}

export interface ExperiencedInterruption {
  /** From the caller's first voiced sample to the agent's last audible one. */
  silentMs: number;
}

export interface ExperiencedNoise {
  sound: string;
  /** When it was made, by the wall clock, so that a journal can be asked about it. */
  atEpochMs: number;
  /** The agent was heard again, or still, soon after. */
  wentOn: boolean;
}

export interface ExperiencedCall {
  turns: ExperiencedTurn[];
  interruptions: ExperiencedInterruption[];
  noises: ExperiencedNoise[];
  /** Steps for which there was no occasion, because the agent had finished. */
  missed: number;
}

export interface TalkingDeps {
  line: CallerLine;
  voice: PhraseVoice;
  /** A fresh cough. */
  cough(): Uint8Array;
}

const lookEveryMs = 5;
/** After the agent's last sound a caller waits this long before speaking. */
const listeningMs = 400;
/** An answer that has not begun by then does not come. */
const answerMsMax = 6_000;
/** A sentence that goes on does so within this time. */
const resumeMsMax = 1_500;
/** The agent has to have this much left to say to be talked over. */
const restMsMin = 1_200;
/** A pause within the agent's own speech is shorter. */
const ownPauseMs = 200;

/** Resolves with true once `holds`, with false when it has not by then or the call is over. */
function when(line: CallerLine, msMax: number, holds: () => boolean): Promise<boolean> {
  const untilMs = now() + msMax;
  return new Promise((resolve) => {
    function look(): void {
      if (holds()) resolve(true);
      else if (line.over || now() >= untilMs) resolve(false);
      else setTimeout(look, lookEveryMs);
    }
    look();
  });
}

export async function talk(steps: readonly CallerStep[], deps: TalkingDeps) {
  const { line, voice } = deps;
  const { ear } = line;
  const call: ExperiencedCall = { turns: [], interruptions: [], noises: [], missed: 0 };
  let spokeAtMs = now();

  const breaths = (parts: readonly Part[]) =>
    parts.map((part) =>
      typeof part === 'number' ? { pauseMs: part } : { audio: voice.audioOf(part) },
    );
  const wordsOf = (parts: readonly Part[]) =>
    parts.map((part) => (typeof part === 'number' ? `(${part} ms)` : part)).join(' ');
  const heardSince = (ms: number) => (ear.heardFrom(ms) ?? Number.POSITIVE_INFINITY) <= now();

  async function agentFinished(): Promise<void> {
    await when(line, answerMsMax, () => heardSince(spokeAtMs));
    await when(line, 60_000, () => now() >= ear.endsAtMs + listeningMs);
  }

  async function answerTo(kind: TurnKind, words: string, endedAtMs: number, cutIn: boolean) {
    spokeAtMs = endedAtMs;
    const answered = await when(line, answerMsMax, () => heardSince(endedAtMs));
    const heardAtMs = ear.heardFrom(endedAtMs);
    const gap =
      cutIn || !answered || heardAtMs === undefined ? {} : { gapMs: heardAtMs - endedAtMs };
    call.turns.push({ kind, words, ...gap, cutIn, unanswered: !answered });
  }

  async function answer({ kind, parts }: Extract<CallerStep, { does: 'answer' }>): Promise<void> {
    await agentFinished();
    if (line.over) return;
    const { startedAtMs, endedAtMs } = await line.say(breaths(parts));
    const heardAtMs = ear.heardFrom(startedAtMs);
    const cutIn = heardAtMs !== undefined && heardAtMs < endedAtMs;
    await answerTo(kind, wordsOf(parts), endedAtMs, cutIn);
  }

  /** The agent speaks, and has enough left to say, `afterMs` after it began. */
  async function overTheAgent(afterMs: number): Promise<boolean> {
    const began = await when(line, answerMsMax, () => heardSince(spokeAtMs));
    if (!began) return false;
    const dueAtMs = (ear.heardFrom(spokeAtMs) ?? now()) + afterMs;
    await when(line, afterMs + 1_000, () => now() >= dueAtMs);
    return !line.over && ear.endsAtMs - now() >= restMsMin;
  }

  async function interrupt(step: Extract<CallerStep, { does: 'interrupt' }>): Promise<void> {
    if (!(await overTheAgent(step.afterMs))) {
      call.missed += 1;
      await answer({ does: 'answer', kind: 'wish', parts: step.parts });
      return;
    }
    const { startedAtMs, endedAtMs } = await line.say(breaths(step.parts));
    const silentAtMs = ear.silentFrom(startedAtMs, ownPauseMs);
    call.interruptions.push({ silentMs: silentAtMs - startedAtMs });
    await answerTo('interruption', wordsOf(step.parts), endedAtMs, silentAtMs > endedAtMs);
  }

  async function makeNoise(step: Extract<CallerStep, { does: 'false-interrupt' }>): Promise<void> {
    if (!(await overTheAgent(step.afterMs))) {
      call.missed += 1;
      return;
    }
    const { sound } = step;
    const audio = sound === 'cough' ? deps.cough() : voice.audioOf(sound);
    const atEpochMs = Date.now();
    const { startedAtMs, endedAtMs } = await line.say([{ audio }]);
    await when(line, resumeMsMax, () => false);
    const cut = ear.clearedAtMs > startedAtMs;
    const wentOn = cut
      ? (ear.heardFrom(ear.clearedAtMs) ?? Number.POSITIVE_INFINITY) <= endedAtMs + resumeMsMax
      : ear.endsAtMs > endedAtMs;
    call.noises.push({ sound, atEpochMs, wentOn });
  }

  for (const step of steps) {
    if (line.over) break;
    if (step.does === 'answer') await answer(step);
    else if (step.does === 'interrupt') await interrupt(step);
    else await makeNoise(step);
  }
  await when(line, 8_000, () => line.over);
  if (!line.over) line.hangUp();
  await line.ended;
  return call;
}
