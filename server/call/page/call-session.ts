/** One page's telephone: dials, holds the line, and keeps what the page shows as signals. */
import { signal } from '@preact/signals';
import type { HeardWords } from '../../../services/speech/speech.ts';
import type { ChartPictures } from '../../console/chart-picture.ts';
import type { CallableNumber } from '../call-deps.ts';
import { type AgentSpeaker, openAgentSpeaker } from './agent-speaker.ts';
import { type CallView, foldEntry, nothingYet } from './call-view.ts';
import { type CallerAudio, type MicrophoneState, openCallerAudio } from './caller-audio.ts';
import { type Handset, openHandset } from './handset.ts';
import { type LineClient, openLine } from './line-client.ts';
import { hasRecogniser, openRecogniser, type Recogniser } from './recogniser.ts';
import { type Dialled, dial, fetchChart, fetchNumbers } from './server-api.ts';
import { createTypedWords } from './typed-words.ts';

export type Phase = 'idle' | 'dialling' | 'on' | 'over';
export type CallSession = ReturnType<typeof createCallSession>;

/** The last facts of a call come within this time after the line is down. */
const lastFactsMs = 10_000;
const audioStartMsMax = 1000;

/** What exists only while a call is on. */
interface Line {
  handset: Handset;
  speaker: AgentSpeaker;
  caller: CallerAudio;
  journal: LineClient;
  recogniser?: Recogniser | undefined;
  dialled: Dialled;
}

export function createCallSession() {
  const numbers = signal<CallableNumber[]>([]);
  const chosen = signal('');
  const phase = signal<Phase>('idle');
  const view = signal<CallView>(nothingYet);
  const pictures = signal<ChartPictures | undefined>(undefined);
  const notice = signal<string | undefined>(undefined);
  const agentSpeaking = signal(false);
  const wantsMicrophone = signal(hasRecogniser());
  const microphone = signal<MicrophoneState>('off');
  const startedAtMs = signal(0);
  let shownVersion: string | undefined;
  let line: Line | undefined;
  let context: AudioContext | undefined;

  const say = (words: HeardWords): void => line?.journal.words(words);
  const typed = createTypedWords(say, (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  });

  async function loadNumbers(): Promise<void> {
    const answer = await fetchNumbers();
    if ('problem' in answer) notice.value = answer.problem;
    else {
      numbers.value = answer.value;
      choose(answer.value[0]?.number ?? '');
    }
  }

  async function call(from: string): Promise<void> {
    if (phase.value === 'dialling' || phase.value === 'on') return;
    phase.value = 'dialling';
    notice.value = undefined;
    view.value = nothingYet;
    // Sound must be asked for within the press of the button.
    const sounding = startSound();
    const answer = await dial({
      ...(chosen.value !== '' && { to: chosen.value }),
      ...(from !== '' && { from }),
    });
    context = await sounding;
    if ('problem' in answer) {
      phase.value = 'idle';
      notice.value = `The call could not be made. ${answer.problem}`;
      return;
    }
    void showChart(answer.value.version);
    await connect(answer.value);
  }

  async function showChart(version: string): Promise<void> {
    if (shownVersion === version) return;
    shownVersion = version;
    const drawn = await fetchChart(version);
    if (shownVersion !== version) return;
    pictures.value = 'value' in drawn ? drawn.value : undefined;
    if ('problem' in drawn) shownVersion = undefined;
  }

  /** The number in the form: its chart and its calendar are shown before anybody calls. */
  function choose(number: string): void {
    chosen.value = number;
    const { version } = numbers.value.find((known) => known.number === number) ?? {};
    if (version !== undefined) void showChart(version);
  }

  async function connect(dialled: Dialled): Promise<void> {
    const journal = openLine(dialled.lineTickets, {
      entry: (entry) => {
        view.value = foldEntry(view.value, entry);
      },
      lost: () => {
        notice.value = 'The page lost sight of the call: what is shown may be behind.';
      },
    });
    const speaker = openAgentSpeaker(context, {
      markPlayed: (name) => handset.markPlayed(name),
      speaking: (speaking) => {
        agentSpeaking.value = speaking;
      },
    });
    const handset = openHandset(dialled, {
      connected: () => {
        phase.value = 'on';
        startedAtMs.value = performance.now();
      },
      audio: speaker.audio,
      mark: speaker.mark,
      clear: speaker.clear,
      closed: (clean) => {
        const wasOn = phase.value === 'on';
        if (!clean) notice.value = wasOn ? lineBroke : notConnected;
        putDown();
      },
    });
    const caller = await openCallerAudio(context, (samples) => handset.frame(samples));
    line = { handset, speaker, caller, journal, dialled };
    if (wantsMicrophone.value) await useMicrophone(true);
  }

  function putDown(): void {
    const done = line;
    line = undefined;
    phase.value = 'over';
    agentSpeaking.value = false;
    microphone.value = 'off';
    typed.stop();
    done?.recogniser?.stop();
    done?.caller.stop();
    done?.speaker.stop();
    if (done !== undefined) setTimeout(() => done.journal.close(), lastFactsMs);
    void context?.close();
    context = undefined;
  }

  async function useMicrophone(wanted: boolean): Promise<void> {
    wantsMicrophone.value = wanted;
    const on = line;
    if (on === undefined) return;
    on.recogniser?.stop();
    on.recogniser = undefined;
    if (!wanted) {
      on.caller.close();
      microphone.value = 'off';
      return;
    }
    microphone.value = await on.caller.open();
    if (microphone.value !== 'on') {
      wantsMicrophone.value = false;
      notice.value = microphone.value === 'denied' ? microphoneDenied : microphoneMissing;
    } else if (on.dialled.recogniser === 'browser' && line === on) {
      on.recogniser = openRecogniser(on.caller.track(), { words: say, problem: recogniserFailed });
    }
  }

  function recogniserFailed(): void {
    void useMicrophone(false);
    notice.value = recogniserGone;
  }

  void loadNumbers();
  return {
    numbers,
    chosen,
    choose,
    phase,
    view,
    pictures,
    notice,
    agentSpeaking,
    wantsMicrophone,
    microphone,
    startedAtMs,
    typed,
    call,
    useMicrophone,
    press: (digit: string) => line?.handset.press(digit),
    hangUp: () => line?.handset.hangUp(),
  };
}

const lineBroke = 'The line broke: the server is gone. Press Call to try again.';
const notConnected = 'The call could not be connected. Press Call to try again.';
const microphoneDenied =
  'The microphone is not allowed. Allow it in the browser’s address bar, or type what you want to say.';
const microphoneMissing = 'There is no microphone to use. Type what you want to say.';
const recogniserGone =
  'The browser’s speech recogniser cannot be used now. Type what you want to say.';

/** A browser without sound, or that holds it back, still makes the call. */
async function startSound(): Promise<AudioContext | undefined> {
  if (!('AudioContext' in globalThis)) return undefined;
  const context = new AudioContext({ latencyHint: 'interactive' });
  const tooLong = new Promise((resolve) => setTimeout(resolve, audioStartMsMax));
  await Promise.race([context.resume().catch(() => {}), tooLong]);
  return context;
}
