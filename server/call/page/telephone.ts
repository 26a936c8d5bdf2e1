/** The telephone itself: dials, holds one line at a time, and puts it down. */
import { type AgentSpeaker, openAgentSpeaker } from './agent-speaker.ts';
import type { CallSignals } from './call-signals.ts';
import { foldEntry, nothingYet } from './call-view.ts';
import { type CallerAudio, openCallerAudio } from './caller-audio.ts';
import { type Handset, openHandset } from './handset.ts';
import { type LineClient, openLine } from './line-client.ts';
import { openRecogniser, type Recogniser } from './recogniser.ts';
import { type Dialled, dial } from './server-api.ts';

/** What exists only while a call is on. */
interface Line {
  handset: Handset;
  speaker: AgentSpeaker;
  caller: CallerAudio;
  /** Open from when the stream has started. */
  journal?: LineClient;
  recogniser?: Recogniser | undefined;
  dialled: Dialled;
}

export interface Telephone {
  shown: CallSignals;
  line?: Line | undefined;
  context?: AudioContext | undefined;
}

/** The last facts of a call come within this time after the line is down. */
const lastFactsMs = 10_000;
const audioStartMsMax = 1000;

const lineBroke = 'The line broke: the server is gone. Press Call to try again.';
const notConnected = 'The call could not be connected. Press Call to try again.';
const lostSight = 'The page lost sight of the call: what is shown may be behind.';
const microphoneDenied =
  'The microphone is not allowed. Allow it in the browser’s address bar, or type what you want to say.';
const microphoneMissing = 'There is no microphone to use. Type what you want to say.';
const recogniserGone =
  'The browser’s speech recogniser cannot be used now. Type what you want to say.';

export async function call(telephone: Telephone, from: string): Promise<void> {
  const { phase, notice, view, chosen, draft } = telephone.shown;
  if (phase.value === 'dialling' || phase.value === 'on') return;
  phase.value = 'dialling';
  notice.value = undefined;
  view.value = nothingYet;
  // Sound must be asked for within the press of the button.
  const sounding = startSound();
  const to = chosen.value;
  const tried = draft.value;
  const answer = await dial({
    ...(to !== '' && { to }),
    ...(from !== '' && { from }),
    ...(tried !== undefined && { draft: tried }),
  });
  telephone.context = await sounding;
  if ('problem' in answer) {
    phase.value = 'idle';
    notice.value = `The call could not be made. ${answer.problem}`;
    closeSound(telephone);
    return;
  }
  await connect(telephone, answer.value);
}

async function connect(telephone: Telephone, dialled: Dialled): Promise<void> {
  const { shown, context } = telephone;
  const caller = await openCallerAudio(context, (samples) =>
    telephone.line?.handset.frame(samples),
  );
  const speaker = openAgentSpeaker(context, {
    markPlayed: (name) => handset.markPlayed(name),
    speaking: (speaking) => {
      shown.agentSpeaking.value = speaking;
    },
  });
  const handset = openHandset(dialled, {
    connected: () => connected(telephone, line),
    audio: speaker.audio,
    mark: speaker.mark,
    clear: speaker.clear,
    closed: (clean) => closed(telephone, clean),
  });
  const line: Line = { handset, speaker, caller, dialled };
  telephone.line = line;
  if (shown.wantsMicrophone.value) await useMicrophone(telephone, true);
}

function connected({ shown }: Telephone, line: Line): void {
  shown.phase.value = 'on';
  shown.startedAtMs.value = performance.now();
  // Only now does the server know for certain whose line this is.
  line.journal = openLine(line.dialled.lineTickets, {
    entry: (entry) => {
      shown.view.value = foldEntry(shown.view.value, entry);
    },
    lost: () => {
      shown.notice.value = lostSight;
    },
  });
}

function closed(telephone: Telephone, clean: boolean): void {
  const { phase, notice, agentSpeaking, microphone } = telephone.shown;
  if (!clean) notice.value = phase.value === 'on' ? lineBroke : notConnected;
  phase.value = 'over';
  agentSpeaking.value = false;
  microphone.value = 'off';
  const { line } = telephone;
  telephone.line = undefined;
  if (line !== undefined) release(telephone, line);
}

function release(telephone: Telephone, line: Line): void {
  line.recogniser?.stop();
  line.caller.stop();
  line.speaker.stop();
  setTimeout(() => line.journal?.close(), lastFactsMs);
  closeSound(telephone);
}

/** Puts the microphone on the line, or takes it off. */
export async function useMicrophone(telephone: Telephone, wanted: boolean): Promise<void> {
  const { wantsMicrophone, microphone, notice } = telephone.shown;
  const { line } = telephone;
  wantsMicrophone.value = wanted;
  if (line === undefined) return;
  line.recogniser?.stop();
  line.recogniser = undefined;
  if (!wanted) {
    line.caller.close();
    microphone.value = 'off';
    return;
  }
  microphone.value = await line.caller.open();
  if (microphone.value === 'denied' || microphone.value === 'missing') {
    wantsMicrophone.value = false;
    notice.value = microphone.value === 'denied' ? microphoneDenied : microphoneMissing;
    return;
  }
  if (line.dialled.recogniser === 'server' || telephone.line !== line) return;
  if (microphone.value === 'off') return;
  line.recogniser = openRecogniser(line.caller.track(), {
    words: (words) => line.journal?.words(words),
    problem: () => {
      void useMicrophone(telephone, false);
      notice.value = recogniserGone;
    },
  });
}

/** A browser without sound, or that holds it back, still makes the call. */
async function startSound(): Promise<AudioContext | undefined> {
  if (!('AudioContext' in globalThis)) return undefined;
  const context = new AudioContext({ latencyHint: 'interactive' });
  const tooLong = new Promise((resolve) => setTimeout(resolve, audioStartMsMax));
  await Promise.race([context.resume().catch(() => {}), tooLong]);
  return context;
}

function closeSound(telephone: Telephone): void {
  void telephone.context?.close();
  telephone.context = undefined;
}
