/** Where a caller speaks from: what gets into their telephone beside their voice. */
import type { MediaLeg } from '../../server/handset/media-leg.ts';
import type { Clock } from '../../services/clock.ts';
import { decodeMulaw, encodeMulaw } from '../../services/media/mulaw.ts';

export interface Room {
  /** A call begins on this line. */
  enter(leg: MediaLeg): void;
  /** The agent's audio, which sounds until then. */
  agentAudio(mulaw: Uint8Array, endsAtMs: number): void;
  agentCleared(): void;
  /** What the telephone takes when the caller says this. */
  around(voice: Uint8Array): Uint8Array;
  leave(): void;
}

export type RoomOf = (clock: Clock) => Room;

/** A twelfth of the loudness is left, as a speakerphone's own echo canceller leaves it at its worst. */
const echoLoudness = 0.25;
const echoLateMs = 120;

export const quietRoom: RoomOf = () => ({
  enter() {},
  agentAudio() {},
  agentCleared() {},
  around: (voice) => voice,
  leave() {},
});

/** The agent's audio as it comes back: the same bytes whenever the same audio was played. */
export function echoed(mulaw: Uint8Array): Uint8Array {
  return encodeMulaw(decodeMulaw(mulaw).map((sample) => sample * echoLoudness));
}

export const speakerphone: RoomOf = (clock) => {
  let leg: MediaLeg | undefined;
  let due: (() => void)[] = [];
  const forget = () => {
    for (const takeBack of due.splice(0)) takeBack();
  };
  return {
    ...quietRoom(clock),
    enter(entered) {
      leg = entered;
    },
    agentAudio(mulaw, endsAtMs) {
      const startsInMs = endsAtMs - mulaw.length / 8 - clock.now();
      due.push(clock.after(startsInMs + echoLateMs, () => leg?.speak(echoed(mulaw))));
      due = due.slice(-200);
    },
    agentCleared: forget,
    leave: forget,
  };
};

/** Somebody at the next table: well under the caller's own voice, and far over the hiss of a line. */
const othersLoudness = 0.1;
/** More of it than this is not kept waiting behind the caller's own words. */
const othersWaitingMsMax = 100;

/** As they come through the caller's telephone. */
export function atTheNextTable(voice: Uint8Array): Uint8Array {
  return lowered(voice, othersLoudness);
}

function lowered(voice: Uint8Array, loudness: number): Uint8Array {
  return encodeMulaw(decodeMulaw(voice).map((sample) => sample * loudness));
}

/** 14 dB: as somebody lowers their voice who is not alone. */
const loweredLoudness = 0.2;

/** The caller lowers their voice for one of the things they say. */
export const lowersVoiceAt =
  (nth: number): RoomOf =>
  (clock) => {
    let sayings = 0;
    return {
      ...quietRoom(clock),
      around(voice) {
        sayings += 1;
        return sayings === nth ? lowered(voice, loweredLoudness) : voice;
      },
    };
  };

/** Into what the agent is saying. */
const saysAfterMs = 400;
const restMs = 300;

/** Somebody says something over the agent each time it has begun to speak, from the `nth` time on. */
export const besideSomebody =
  (saying: () => Uint8Array, nth: number): RoomOf =>
  (clock) => {
    let leg: MediaLeg | undefined;
    let times = 0;
    let agentEndsAtMs = 0;
    let takeBack = () => {};
    return {
      ...quietRoom(clock),
      enter(entered) {
        leg = entered;
      },
      agentAudio(mulaw, endsAtMs) {
        const startsAtMs = endsAtMs - mulaw.length / 8;
        const begins = startsAtMs > agentEndsAtMs + restMs;
        agentEndsAtMs = endsAtMs;
        if (begins) times += 1;
        if (!begins || times < nth) return;
        const inMs = startsAtMs - clock.now() + saysAfterMs;
        takeBack = clock.after(inMs, () => leg?.speak(saying()));
      },
      leave: () => takeBack(),
    };
  };

/** Others talk on, while the caller speaks and while the agent does, and stop for nobody. */
export const besideOthers =
  (others: () => Uint8Array): RoomOf =>
  (clock) => {
    const talk = talkOf(others);
    let sayings = 0;
    return {
      ...overTheAgent(clock, talk),
      around(voice) {
        sayings += 1;
        // Each time a little softer: a recogniser that knows audio by its bytes must not take the
        // others, heard alone, for what the caller said over them.
        const loudness = 1 - 0.1 * sayings;
        const beside = decodeMulaw(talk(voice.length));
        return encodeMulaw(
          decodeMulaw(voice).map((sample, at) => sample + (beside[at] ?? 0) * loudness),
        );
      },
    };
  };

type Talk = (length: number) => Uint8Array;

/** The same again and again. */
function talkOf(others: () => Uint8Array): Talk {
  let at = 0;
  return (length) => {
    const all = others();
    const from = at;
    at += length;
    return Uint8Array.from({ length }, (_, index) => all[(from + index) % all.length] ?? 0xff);
  };
}

function overTheAgent(clock: Clock, talk: Talk): Room {
  let leg: MediaLeg | undefined;
  let due: (() => void)[] = [];
  return {
    ...quietRoom(clock),
    enter(entered) {
      leg = entered;
    },
    agentAudio(mulaw, endsAtMs) {
      const startsInMs = endsAtMs - mulaw.length / 8 - clock.now();
      const speak = () => {
        if ((leg?.unspokenMs ?? 0) <= othersWaitingMsMax) leg?.speak(talk(mulaw.length));
      };
      due.push(clock.after(startsInMs, speak));
      due = due.slice(-200);
    },
    leave() {
      for (const takeBack of due.splice(0)) takeBack();
    },
  };
}
