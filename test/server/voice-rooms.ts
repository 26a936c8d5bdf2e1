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
