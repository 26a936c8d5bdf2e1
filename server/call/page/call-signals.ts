/** What the page shows, as signals: each part of the page follows only what it reads. */
import { signal } from '@preact/signals';
import type { ChartPictures } from '../../console/chart-picture.ts';
import type { CallableNumber } from '../call-deps.ts';
import { type CallView, nothingYet } from './call-view.ts';
import type { MicrophoneState } from './caller-audio.ts';
import { hasRecogniser } from './recogniser.ts';
import type { TriedDraft } from './server-api.ts';

type Phase = 'idle' | 'dialling' | 'on' | 'over';
export type CallSignals = ReturnType<typeof createCallSignals>;

export function createCallSignals() {
  return {
    numbers: signal<CallableNumber[]>([]),
    /** The number in the form. */
    chosen: signal(''),
    /** A draft that is tried out: its version answers instead of the one in force. */
    draft: signal<TriedDraft | undefined>(undefined),
    phase: signal<Phase>('idle'),
    view: signal<CallView>(nothingYet),
    pictures: signal<ChartPictures | undefined>(undefined),
    /** Something the caller must know, in words. */
    notice: signal<string | undefined>(undefined),
    agentSpeaking: signal(false),
    wantsMicrophone: signal(hasRecogniser()),
    microphone: signal<MicrophoneState>('off'),
    startedAtMs: signal(0),
  };
}
