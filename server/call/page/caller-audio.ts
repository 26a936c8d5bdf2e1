/** The caller's side of the line: 20 ms frames, 50 a second, of the microphone or of silence. */
import { samplesPerFrame } from '../../../services/media/mulaw.ts';

export type MicrophoneState = 'off' | 'on' | 'denied' | 'missing';

export interface CallerAudio {
  /** Asks for the microphone and puts it on the line. */
  open(): Promise<MicrophoneState>;
  /** Takes the microphone off the line; silence follows. */
  close(): void;
  /** The microphone's track, for the recogniser. */
  track(): MediaStreamTrack | undefined;
  stop(): void;
}

const frameMs = 20;
/** After a pause of the page, e.g. a sleeping laptop, the line goes on and does not catch up. */
const catchUpMsMax = 1000;

export async function openCallerAudio(
  context: AudioContext | undefined,
  frame: (samples: Int16Array) => void,
): Promise<CallerAudio> {
  const node = context && (await framesNode(context, frame));
  const stopSilence = node === undefined ? silentFrames(frame) : () => {};
  let stream: MediaStream | undefined;
  let source: MediaStreamAudioSourceNode | undefined;
  let wanted = false;
  const close = (): void => {
    wanted = false;
    source?.disconnect();
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    source = undefined;
  };
  return {
    async open() {
      wanted = true;
      if (stream !== undefined) return 'on';
      const answer = await askForMicrophone();
      if (typeof answer === 'string') return answer;
      stream = answer;
      // Switched off again while the browser was asking.
      if (!wanted) {
        close();
        return 'off';
      }
      if (context && node) {
        source = context.createMediaStreamSource(answer);
        source.connect(node);
      }
      return 'on';
    },
    close,
    track: () => stream?.getAudioTracks()[0],
    stop() {
      close();
      stopSilence();
      node?.port.close();
      node?.disconnect();
    },
  };
}

async function askForMicrophone(): Promise<MediaStream | 'denied' | 'missing'> {
  if (navigator.mediaDevices === undefined) return 'missing';
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'missing';
  }
}

/** Absent where the browser has no audio thread for us, as on a page that is not secure. */
async function framesNode(
  context: AudioContext,
  frame: (samples: Int16Array) => void,
): Promise<AudioWorkletNode | undefined> {
  if (context.audioWorklet === undefined || context.state !== 'running') return undefined;
  try {
    await context.audioWorklet.addModule('/call/assets/microphone.js');
  } catch {
    return undefined;
  }
  const node = new AudioWorkletNode(context, 'telephone-frames', { channelCount: 1 });
  node.port.onmessage = (message: MessageEvent<Int16Array>) => frame(message.data);
  // A node that leads nowhere is not run; it gives out nothing but silence.
  node.connect(context.destination);
  return node;
}

function silentFrames(frame: (samples: Int16Array) => void): () => void {
  let sentUntilMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    sentUntilMs = Math.max(sentUntilMs, nowMs - catchUpMsMax);
    for (; sentUntilMs + frameMs <= nowMs; sentUntilMs += frameMs) {
      frame(new Int16Array(samplesPerFrame));
    }
  }, frameMs);
  return () => clearInterval(timer);
}
