/**
 * Who has the floor: the agent, nobody, the caller, or the caller who seems to have finished. One
 * actor a call; the same chart for every business, fed with timestamps, its waits from policy data.
 */
import { assign, emit, setup } from 'xstate';
import { hummingAlong, onlyCourtesy } from './humming-along.ts';
import { completeness, patienceMs } from './patience.ts';
import type { TurnContext, TurnDecision, TurnEvent, TurnInput } from './turn-types.ts';
import { isLate, joined, noWords, takeActivity, takeWords, wentOn } from './words-so-far.ts';

/** Until a call has shown how late its words come after the voice. */
const wordsBehindMsOtherwise = 200;
/** Words may come this much later than they did before. */
const wordsJitterMs = 40;
/** Whoever speaks again this soon after their turn had not finished; nobody answers an answer then. */
const goesOnMsMax = 1_000;
/** Whoever speaks says a word more often than this, and recognisers tell each one. */
const wordlessMsMax = 1_500;

/** Only our own voice was heard: what it stopped goes on. */
const dropEcho = [
  {
    guard: 'cutTheAgent' as const,
    target: 'listening' as const,
    actions: ['noteEcho' as const, 'resume' as const, 'drop' as const],
  },
  { target: 'listening' as const, actions: ['noteEcho' as const, 'drop' as const] },
];

export const turnChart = setup({
  types: {
    context: {} as TurnContext,
    events: {} as TurnEvent,
    input: {} as TurnInput,
    emitted: {} as TurnDecision,
  },
  guards: {
    humming: ({ context, event }) =>
      event.type === 'caller.words' &&
      context.agentSpeaking &&
      hummingAlong(
        [context.closed, event.text].join(' ').trim(),
        event.asked === false ? null : context.expectation,
      ),
    lateCourtesy: ({ context, event }) =>
      event.type === 'caller.words' && isLate(context, event.atMs) && onlyCourtesy(event.text),
    /** The agent was stopped for a "mm-hm". */
    hummedOnly: ({ context }) =>
      context.cutTheAgent &&
      hummingAlong(joined(context), context.asked ? context.expectation : null),
    mayInterrupt: ({ context }) => context.agentSpeaking && context.interruptible,
    /** Where our own voice comes back, a voice proves nothing: only words do. */
    voiceInterrupts: ({ context }) =>
      context.agentSpeaking && context.interruptible && context.voiced && !context.echoes,
    overdueInterrupts: ({ context }) =>
      context.agentSpeaking && context.interruptible && context.overdue && !context.echoes,
    mustWait: ({ context }) => context.agentSpeaking && !context.interruptible,
    saysTheSame: ({ context, event }) =>
      event.type === 'words.understood' && event.text === joined(context),
    hasWords: ({ context }) => joined(context) !== '',
    agentSpeaking: ({ context }) => context.agentSpeaking,
    silenceCounts: ({ context: { silenceCounts, agentSpeaking, wordsDue } }) =>
      silenceCounts && !agentSpeaking && !wordsDue,
    endsTurn: ({ context, event }) =>
      event.type === 'caller.words' &&
      event.final &&
      event.turnOver &&
      !wentOn(context, event.atMs),
    cutTheAgent: ({ context }) => context.cutTheAgent,
    wordsDue: ({ context }) => context.wordsDue,
    wordsSayOver: ({ context }) => {
      const { closed, open, recogniserSaysOver, answer, expectation } = context;
      if (open !== '' || closed === '') return false;
      if (recogniserSaysOver !== 'perhaps') return recogniserSaysOver === 'surely';
      // A recogniser that goes by silence does not know what was asked.
      return answer !== 'partial' && completeness(closed, expectation) !== 'unfinished';
    },
  },
  actions: {
    take: assign(({ context, event }) => takeWords(context, event)),
    drop: assign(() => noWords),
    activity: assign(({ context, event }) => takeActivity(context, event)),
    expects: assign(({ event }) =>
      event.type === 'chart.expects'
        ? { expectation: event.expectation, silenceCounts: event.silence }
        : {},
    ),
    cut: assign({ cutTheAgent: true }),
    noteEcho: assign({ echoes: true }),
    noteDue: assign(({ event }) => (event.type === 'words.due' ? { wordsDue: event.due } : {})),
    noteOwed: assign(({ context, event }) =>
      event.type === 'words.due' ? { owedMs: event.atMs - context.lastActivityMs } : {},
    ),
    noteVoiced: assign({ voiced: true }),
    noteOverdue: assign({ overdue: true }),
    /** Time enough for all but words that are plainly unfinished: somebody may be humming. */
    spendWordless: assign(({ context }) => ({ spentMs: context.timing['patience-partial'] })),
    resume: emit({ type: 'turn.resumes' as const }),
    waits: assign({ waiting: true }),
    /** The caller went on after a pause: this one needs that much patience. */
    learnPause: assign(({ context, event }) => {
      const said = joined(context);
      // A pause in the middle of a phrase says nothing about the pauses between phrases.
      if (!('atMs' in event) || said === '') return {};
      // Late words of a voice that has not gone on are no end of a pause.
      if (event.type === 'caller.words' && context.voiceEndedMs !== null) return {};
      if (completeness(said, context.expectation) === 'unfinished') return {};
      const pauseMs = event.atMs - context.lastActivityMs;
      return { longestPauseMs: Math.max(context.longestPauseMs, pauseMs) };
    }),
    /** The caller went on over our answer: the turn was no turn yet. */
    learnCutIn: assign(({ context: { turnEndedMs, longestPauseMs }, event }) => {
      if (turnEndedMs === null || !('atMs' in event)) return {};
      const pauseMs = event.atMs - turnEndedMs;
      const learnt =
        pauseMs <= goesOnMsMax ? { longestPauseMs: Math.max(longestPauseMs, pauseMs) } : {};
      return { turnEndedMs: null, ...learnt };
    }),
    /** How late this call's words come after the voice: the turn must not end before them. */
    learnBehind: assign(({ context: { newsBehindMs, wordsBehindMs } }) => ({
      wordsBehindMs:
        newsBehindMs === null
          ? wordsBehindMs
          : Math.max(newsBehindMs, (wordsBehindMs + newsBehindMs) / 2),
    })),
    answered: assign(({ context, event }) => ({
      answer: event.type === 'words.understood' ? event.answer : context.answer,
      spentMs: 'atMs' in event ? event.atMs - context.lastActivityMs : 0,
    })),
    agentStarted: assign(({ event }) =>
      event.type === 'agent.started'
        ? { agentSpeaking: true, interruptible: event.interruptible, owedMs: 0 }
        : {},
    ),
    agentInterruptible: assign({ interruptible: true }),
    agentQuiet: assign({ agentSpeaking: false, interruptible: true }),
    interrupt: emit(({ context }) => ({
      type: 'turn.interrupts' as const,
      atMs: context.lastActivityMs,
    })),
    noteEnd: assign(({ context }) => ({ turnEndedMs: context.lastActivityMs })),
    over: emit(({ context }) => ({
      type: 'turn.over' as const,
      text: joined(context),
      nbest: context.nbest,
      confidence: context.confidence,
      endedAtMs: context.lastActivityMs,
      overAgent: context.overAgent,
    })),
    countSilence: assign(({ context }) => ({
      silences: context.silences + 1,
      owedMs: 0,
      waiting: false,
    })),
    silent: emit(({ context }) => ({ type: 'turn.silent' as const, nth: context.silences })),
  },
  delays: {
    patience: ({ context }) => {
      const { open, voiceEndedMs, wordsBehindMs, spentMs } = context;
      const mayCome = open !== '' && voiceEndedMs !== null ? wordsBehindMs + wordsJitterMs : 0;
      return Math.max(
        0,
        mayCome - spentMs,
        patienceMs({ ...context, text: joined(context) }) - spentMs,
      );
    },
    silence: ({ context }) =>
      context.waiting
        ? context.timing['wait-for-caller']
        : Math.max(0, context.timing.silence - context.owedMs),
    interruptAfter: ({ context }) =>
      Math.max(0, context.timing['interrupt-after'] - context.spentMs),
  },
}).createMachine({
  id: 'turn',
  context: ({ input }) => ({
    timing: input.timing,
    expectation: null,
    silenceCounts: false,
    ...noWords,
    agentSpeaking: false,
    interruptible: true,
    longestPauseMs: 0,
    turnEndedMs: null,
    echoes: false,
    wordsDue: false,
    voiced: false,
    overdue: false,
    lastActivityMs: 0,
    voiceStartedMs: null,
    wordsBehindMs: wordsBehindMsOtherwise,
    silences: 0,
    owedMs: 0,
    waiting: false,
  }),
  initial: 'listening',
  on: {
    'chart.expects': { actions: 'expects' },
    'chart.waits': { actions: 'waits' },
    'agent.started': { actions: 'agentStarted' },
    'agent.interruptible': { actions: 'agentInterruptible' },
    'agent.quiet': { actions: 'agentQuiet' },
    'caller.echoed': { actions: 'noteEcho' },
    'words.due': { actions: 'noteDue' },
    'caller.voiced': { actions: 'noteVoiced' },
  },
  states: {
    listening: {
      description: 'Nobody speaks. Waiting in vain counts as silence, where an answer is due.',
      always: { guard: 'agentSpeaking', target: 'agentSpeaking' },
      initial: 'waiting',
      on: {
        'chart.expects': { actions: 'expects', target: '.waiting' },
        'chart.waits': { actions: 'waits', target: '.waiting' },
        'caller.started': { target: 'callerSpeaking', actions: ['learnCutIn', 'activity'] },
        'caller.words': [{ guard: 'lateCourtesy' }, { target: 'deciding', actions: 'take' }],
      },
      states: {
        waiting: {
          after: {
            silence: {
              guard: 'silenceCounts',
              target: 'silent',
              actions: ['countSilence', 'silent'],
            },
          },
        },
        silent: { always: 'waiting' },
      },
    },
    agentSpeaking: {
      description: 'The agent speaks and listens: humming along changes nothing.',
      on: {
        'agent.quiet': { target: 'listening', actions: 'agentQuiet' },
        'caller.started': { target: 'speakingOver', actions: ['learnCutIn', 'activity'] },
        'caller.words': [
          { guard: 'lateCourtesy' },
          { guard: 'humming', actions: 'drop' },
          { guard: 'mayInterrupt', target: 'deciding', actions: ['take', 'cut', 'interrupt'] },
          { target: 'deciding', actions: 'take' },
        ],
      },
    },
    speakingOver: {
      description: 'Both speak. A cough is over before it counts as an interruption.',
      on: {
        'caller.stopped': { target: 'agentSpeaking', actions: 'activity' },
        'agent.quiet': { target: 'callerSpeaking', actions: 'agentQuiet' },
        'caller.voiced': [
          { guard: 'overdueInterrupts', target: 'callerSpeaking', actions: ['cut', 'interrupt'] },
          { actions: 'noteVoiced' },
        ],
        'caller.words': [
          { guard: 'humming' },
          {
            guard: 'mayInterrupt',
            target: 'callerSpeaking',
            actions: ['take', 'cut', 'interrupt'],
          },
          { target: 'callerSpeaking', actions: 'take' },
        ],
      },
      after: {
        interruptAfter: [
          { guard: 'voiceInterrupts', target: 'callerSpeaking', actions: ['cut', 'interrupt'] },
          { actions: 'noteOverdue' },
        ],
      },
    },
    callerSpeaking: {
      description: 'The caller has the floor.',
      on: {
        'caller.words': [
          { target: 'deciding', guard: 'endsTurn', actions: 'take' },
          { target: 'callerSpeaking', reenter: true, actions: 'take' },
        ],
        'caller.stopped': { target: 'deciding', actions: 'activity' },
        'words.understood': { guard: 'saysTheSame', actions: 'answered' },
        'caller.echoed': dropEcho,
      },
      // A voice that says no words, or no more of them, is noise: a street, music, a television.
      after: {
        [wordlessMsMax]: [
          { guard: 'wordsDue', target: 'callerSpeaking', reenter: true },
          { guard: 'hasWords', target: 'deciding', actions: 'spendWordless' },
          { guard: 'cutTheAgent', target: 'listening', actions: ['resume', 'drop'] },
          { target: 'listening', actions: 'drop' },
        ],
      },
    },
    deciding: {
      description: 'The caller seems to have finished: how sure that is decides how long it waits.',
      always: [{ guard: { type: 'wordsSayOver' }, target: 'finished' }],
      on: {
        'caller.started': { target: 'callerSpeaking', actions: ['learnPause', 'activity'] },
        'caller.words': { target: 'deciding', reenter: true, actions: ['learnPause', 'take'] },
        'words.understood': {
          guard: 'saysTheSame',
          target: 'deciding',
          reenter: true,
          actions: 'answered',
        },
        'caller.echoed': dropEcho,
      },
      after: {
        patience: [
          { guard: 'wordsDue', target: 'owed' },
          { guard: 'hasWords', target: 'finished' },
          // A cough stopped the agent: it goes on from what was heard.
          { guard: 'cutTheAgent', target: 'listening', actions: ['resume', 'drop'] },
          { target: 'listening', actions: 'drop' },
        ],
      },
    },
    owed: {
      description: 'The recogniser owes us words: a turn is not over without them.',
      on: {
        'words.due': { target: 'deciding', actions: ['noteDue', 'noteOwed'] },
        'caller.words': { target: 'deciding', actions: 'take' },
        'caller.started': { target: 'callerSpeaking', actions: 'activity' },
      },
    },
    finished: {
      description: 'The turn is over; what was said over words that must be heard waits for them.',
      always: [
        { guard: 'hummedOnly', target: 'listening', actions: ['resume', 'drop'] },
        { guard: 'mustWait', target: 'held' },
        { target: 'listening', actions: ['learnBehind', 'noteEnd', 'over', 'drop'] },
      ],
    },
    held: {
      description: 'The caller has spoken over what must be heard: kept until it was heard.',
      on: {
        'agent.interruptible': { target: 'finished', actions: 'agentInterruptible' },
        'agent.quiet': { target: 'finished', actions: 'agentQuiet' },
        'caller.words': { actions: 'take' },
        'caller.started': { actions: 'activity' },
        'caller.stopped': { actions: 'activity' },
      },
    },
  },
});
