/** What can go wrong at the recogniser, the model and the voice, and how it is made to strike one call. */
import { status } from '@grpc/grpc-js';
import type { LineFault, Phrase } from '../emulators/deepgram/phrase-book.ts';
import type { VoiceBehaviour } from '../emulators/google-tts/google-tts-emulator.ts';
import type { ChatAnswer } from '../emulators/openai/chat-answers.ts';
import type { ChatRequest } from '../emulators/openai/chat-request.ts';
import { labels, saidIn } from '../services/understanding/openai-desk.ts';

export type ProviderFault = { name: string } & (
  | { at: 'recogniser'; fault: LineFault }
  | { at: 'model'; answer: ChatAnswer }
  | { at: 'voice'; as: Partial<VoiceBehaviour> }
);

export const providerFaults: readonly ProviderFault[] = [
  { name: 'recogniser: dropped socket', at: 'recogniser', fault: 'drops' },
  { name: 'recogniser: says no more', at: 'recogniser', fault: 'mute' },
  { name: 'recogniser: timeout', at: 'recogniser', fault: 'frozen' },
  { name: 'recogniser: error', at: 'recogniser', fault: 'error' },
  { name: 'recogniser: garbage', at: 'recogniser', fault: 'garbled' },
  { name: 'recogniser: slow', at: 'recogniser', fault: 'late' },
  { name: 'model: timeout', at: 'model', answer: { kind: 'hang' } },
  { name: 'model: error', at: 'model', answer: { kind: 'status', status: 500 } },
  {
    name: 'model: garbage',
    at: 'model',
    answer: { kind: 'text', text: '{"meant":"You are booked!' },
  },
  {
    name: 'model: slow',
    at: 'model',
    answer: { kind: 'json', value: { meant: [] }, pace: { firstMs: 600 } },
  },
  { name: 'model: dropped socket', at: 'model', answer: { kind: 'drop', text: '{"mea' } },
  { name: 'model: success without an answer', at: 'model', answer: { kind: 'text', text: '' } },
  { name: 'voice: error', at: 'voice', as: { refuseWith: status.UNAVAILABLE } },
  { name: 'voice: breaks off', at: 'voice', as: { chunkBytes: 400, breakAfterBytes: 800 } },
  { name: 'voice: timeout', at: 'voice', as: { chunkBytes: 400, stallAfterBytes: 800 } },
  { name: 'voice: slow', at: 'voice', as: { firstAudioMs: 700 } },
  { name: 'voice: garbage', at: 'voice', as: { header: true } },
];

/** A model that has nothing to add to what was read already, except where a fault waits for the words. */
export function createFaultyModel() {
  const waiting: { text: string; answer: ChatAnswer }[] = [];
  return {
    answer(request: ChatRequest): ChatAnswer {
      const said = saidIn(request);
      const at = waiting.findIndex(({ text }) => text === said);
      return waiting.splice(at, at < 0 ? 0 : 1)[0]?.answer ?? labels();
    },
    /**
     * The next time that these words are to be labelled. What comes back is asked when the call is
     * over: whether it struck. Then it waits no longer, and never strikes another call's same words.
     */
    meet(text: string, answer: ChatAnswer): () => boolean {
      const one = { text, answer };
      waiting.push(one);
      return () => {
        const at = waiting.indexOf(one);
        if (at >= 0) waiting.splice(at, 1);
        return at < 0;
      };
    },
  };
}

export interface Stricken {
  /** What the caller will say, in order. */
  phrases: readonly Phrase[];
  /** The caller's own number, which only this call's sentences have in them. */
  from: string;
  /** The faults that the voice is to meet. */
  voiceFaults: VoiceBehaviour['textFaults'];
  model: ReturnType<typeof createFaultyModel>;
}

/**
 * Asked when the call is over, whether it struck: a model that rests is not asked, a kept sentence not
 * made anew. What has not struck by then is taken back.
 */
export function strike(fault: ProviderFault, call: Stricken): () => boolean {
  const [first] = call.phrases;
  switch (fault.at) {
    case 'recogniser': {
      const meets = { fault: fault.fault, times: 1 };
      if (first !== undefined) first.meets = meets;
      return () => meets.times === 0;
    }
    case 'model': {
      return call.model.meet(first?.text ?? '', fault.answer);
    }
    case 'voice': {
      const words = new RegExp([...call.from.slice(-4)].join(' '));
      const one = { words, times: 1, as: fault.as };
      call.voiceFaults.push(one);
      return () => {
        const struck = one.times === 0;
        one.times = 0;
        return struck;
      };
    }
  }
}
