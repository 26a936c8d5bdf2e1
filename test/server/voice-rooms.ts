/** Where a caller speaks from: what gets into their telephone beside their voice. */
import type { MediaLeg } from '../../server/handset/media-leg.ts';
import type { Clock } from '../../services/clock.ts';
import { decodeMulaw, encodeMulaw, silenceCode } from '../../services/media/mulaw.ts';
import { vowel } from '../support/phone-sounds.ts';

export interface Room {
  /** A call begins on this line. */
  enter(leg: MediaLeg): void;
  /** The agent's audio, which sounds until then. */
  agentAudio(mulaw: Uint8Array, endsAtMs: number): void;
  agentCleared(): void;
  /** What the telephone sends of a line that the caller says. */
  around(line: Uint8Array): Uint8Array;
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
  around: (line) => line,
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

const talkMs = 2_600;
const talkLoudness = 0.08;
const partMs = 200;

/** Two people talk further away, in sentences with pauses; what they say nobody can make out. */
const talk = Buffer.concat([vowel(1_700, talkLoudness), Buffer.alloc(7_200, silenceCode)]);

export const roomWithOthers: RoomOf = (clock) => {
  let at = 0;
  let stop = () => {};
  const next = (bytes: number) => {
    const part = Uint8Array.from(
      { length: bytes },
      (_, nth) => talk[(at + nth) % talk.length] ?? 0,
    );
    at = (at + bytes) % (talkMs * 8);
    return part;
  };
  return {
    ...quietRoom(clock),
    enter(leg) {
      const go = () => {
        if (leg.unspokenMs < partMs) leg.speak(next(partMs * 8));
        stop = clock.after(partMs / 2, go);
      };
      go();
    },
    around(line) {
      const [voice, others] = [decodeMulaw(line), decodeMulaw(next(line.length))];
      return encodeMulaw(voice.map((sample, nth) => sample + (others[nth] ?? 0)));
    },
    leave: () => stop(),
  };
};
