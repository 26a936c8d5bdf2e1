/** The words of the turn under way: what is kept of them, and what a voice and new words change. */
import type { TurnContext, TurnEvent } from './turn-types.ts';

/** A recogniser's words are this late at most; later ones are of a voice that was not noticed. */
export const wordsBehindMsMax = 400;

/** What a turn begins with. */
export const noWords = {
  closed: '',
  open: '',
  nbest: [] as string[],
  confidence: 1,
  recogniserSaysOver: null,
  overAgent: false,
  cutTheAgent: false,
  answer: 'open' as const,
  spentMs: 0,
  asked: true,
  voiceEndedMs: null as number | null,
  newsBehindMs: null as number | null,
};

export function joined({ closed, open }: TurnContext): string {
  return [closed, open].filter((part) => part !== '').join(' ');
}

/**
 * Whether the caller's voice has gone on since the audio that words of this moment are about: what a
 * recogniser says of the silence before is late.
 */
export function wentOn({ voiceStartedMs, voiceEndedMs }: TurnContext, wordsAtMs: number): boolean {
  if (voiceStartedMs === null || voiceEndedMs !== null) return false;
  return wordsAtMs - voiceStartedMs <= wordsBehindMsMax;
}

/** Whether words of this moment are of the turn that is over: no voice has begun since. */
export function isLate({ turnEndedMs, voiceStartedMs }: TurnContext, wordsAtMs: number): boolean {
  if (turnEndedMs === null || voiceStartedMs === null || voiceStartedMs > turnEndedMs) return false;
  return wordsAtMs - turnEndedMs <= wordsBehindMsMax * 2;
}

export function takeWords(context: TurnContext, event: TurnEvent): Partial<TurnContext> {
  if (event.type !== 'caller.words') return {};
  const closed = event.final
    ? [context.closed, event.text].filter((part) => part !== '').join(' ')
    : context.closed;
  const words = { closed, open: event.final ? '' : event.text };
  // Words only closed by the recogniser are no news: the caller fell silent when they were said.
  const news = joined({ ...context, ...words }) !== joined(context);
  // Words come after the voice that said them: the turn ended with the voice.
  const behindMs = context.voiceEndedMs === null ? null : event.atMs - context.voiceEndedMs;
  const late = behindMs !== null && behindMs <= wordsBehindMsMax ? behindMs : null;
  const over = event.turnOver && !wentOn(context, event.atMs);
  return {
    ...words,
    nbest: event.final && context.closed === '' ? (event.nbest ?? []) : context.nbest,
    confidence: Math.min(context.confidence, event.confidence ?? 1),
    recogniserSaysOver: over ? (event.sure === false ? 'perhaps' : 'surely') : null,
    ...(news
      ? {
          answer: 'open' as const,
          spentMs: late ?? 0,
          lastActivityMs: event.atMs - (late ?? 0),
          newsBehindMs: late,
        }
      : { spentMs: event.atMs - context.lastActivityMs }),
    asked: event.asked ?? true,
    silences: 0,
    owedMs: 0,
    waiting: false,
    overAgent: context.overAgent || context.agentSpeaking,
  };
}

/** What the voice's beginning or end changes. */
export function takeActivity(context: TurnContext, event: TurnEvent): Partial<TurnContext> {
  if (!('atMs' in event)) return {};
  const begins = {
    voiceStartedMs: event.atMs,
    recogniserSaysOver: null,
    voiced: false,
    overdue: false,
  };
  return {
    lastActivityMs: event.atMs,
    owedMs: 0,
    overAgent: context.overAgent || context.agentSpeaking,
    spentMs: 'knownAtMs' in event ? (event.knownAtMs ?? event.atMs) - event.atMs : 0,
    voiceEndedMs: event.type === 'caller.stopped' ? event.atMs : null,
    ...(event.type === 'caller.started' ? begins : {}),
  };
}
