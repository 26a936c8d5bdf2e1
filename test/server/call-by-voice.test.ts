/** Whole calls by voice alone: the telephone, a recogniser, a model, a voice and the database, by wire. */
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatAnswer } from '../emulators/openai/chat-answers.ts';
import type { ChatRequest } from '../emulators/openai/chat-request.ts';
import { labels, saidIn } from '../services/understanding/openai-desk.ts';
import { useDatabase } from '../support/database.ts';
import { openVoiceDesk, talk, type VoiceDesk } from './voice-desk.ts';
import {
  atTheNextTable,
  besideOthers,
  besideSomebody,
  lowersVoiceAt,
  type RoomOf,
  speakerphone,
} from './voice-rooms.ts';

const database = useDatabase();
let desk: VoiceDesk;

const murky = 'my gnashers want a shine';
const shiny = 'some glitter for my pegs';
const polish = 'a rub and a scrub upstairs';

/** What is said at the table beside a caller's. */
const mumbled = 'did you see the game last night it was four to one in the very last minute';
let others: Uint8Array;
/** What the caller's recogniser hears somebody say in the same room. */
const remark = 'well I never saw such a thing';
let somebody: Uint8Array;

/** The model that helps, the one that never answers, and the one that answers rubbish. */
function answer(asked: ChatRequest): ChatAnswer {
  const said = saidIn(asked);
  if (said === murky) return labels(['start:book', 'want a shine']);
  if (said === shiny) return { kind: 'hang' };
  if (said === polish) return { kind: 'text', text: '{"meant":"You are booked!' };
  return labels();
}

beforeAll(async () => {
  desk = await openVoiceDesk(database.url, answer);
  others = atTheNextTable(await desk.spokenBy('en-us+f5', mumbled));
  somebody = atTheNextTable(await desk.spokenBy('en-us+f4', remark));
  desk.deepgram.book.add({ text: remark, audio: somebody });
  const flux = '/v2/listen';
  desk.deepgram.behave({
    wordFaults: [
      { words: /Cole/, path: flux, fault: 'drops', times: 1 },
      { words: /Nash/, path: flux, fault: 'mute', times: 2 },
      { words: /Ford/, path: flux, fault: 'frozen', times: 1 },
    ],
  });
  desk.google.behave({
    textFaults: [
      { words: /Hunt/, times: 9, as: { chunkBytes: 400, breakAfterBytes: 800 } },
      { words: /Wood/, times: 9, as: { refuseWith: status.UNAVAILABLE } },
    ],
  });
}, 60_000);
afterAll(() => desk.close());

/** Each asks for times that nobody else asks for. */
interface Caller {
  name: string;
  when: string;
  /** What they say before their wish. */
  first?: string[];
  /** The wish is said over the agent. */
  over?: boolean;
  roomOf?: RoomOf;
}
const callers: Caller[] = [
  { name: 'Ann Lee', when: 'some morning in January', first: [murky] },
  { name: 'Bob Cole', when: 'some afternoon in January' },
  { name: 'Mike Nash', when: 'some morning in February' },
  { name: 'Tom Ford', when: 'some afternoon in February' },
  { name: 'Jack Reed', when: 'some morning in March', first: [shiny] },
  { name: 'Paul King', when: 'some afternoon in March', first: [polish] },
  { name: 'Jim Hunt', when: 'some morning in April' },
  { name: 'Sam Wood', when: 'some afternoon in April' },
  { name: 'Walt Sims', when: 'some morning in May', first: ['what are your hours'], over: true },
  { name: 'Rob Dunn', when: 'some afternoon in May', roomOf: speakerphone },
  { name: 'Ned Bush', when: 'the week after next', first: ['~'] },
  { name: 'Hal Gray', when: 'next week', roomOf: besideOthers(() => others) },
  {
    ...{ name: 'Max Hale', when: 'some morning in June', first: ['what are your hours'] },
    roomOf: besideSomebody(() => somebody, 3),
  },
  {
    ...{ name: 'Gus Moss', when: 'some afternoon in June', first: ['what are your hours'] },
    roomOf: lowersVoiceAt(3),
  },
];

async function journalOf(callId: string) {
  const { rows } = await database.query(
    `select kind, fact->>'text' as text, fact->>'utterance' as utterance,
       fact->>'stage' as stage, fact->>'from' as from_maker, fact->>'to' as to_maker,
       fact->>'what' as what, fact->>'complete' as complete, fact->>'maker' as maker, fact->'reading'->>'notes' as notes
     from journal where call_id = $1 order by seq`,
    [callId],
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  return {
    booked: of('said').filter(({ text }) => String(text).startsWith("You're booked")).length,
    saidTwice: of('said').length - new Set(of('said').map(({ utterance }) => utterance)).size,
    heard: of('understood').map(({ text }) => text),
    readers: of('understood').map(({ maker, notes }) => `${maker} ${notes ?? ''}`),
    switched: of('maker-switched').map(
      ({ stage, from_maker, to_maker }) => `${stage}: ${from_maker} > ${to_maker}`,
    ),
    interruptions: of('interrupted').length,
    echoes: of('line-oddity').filter(({ what }) => what === 'echo').length,
    leftOut: of('line-oddity').filter(({ what }) => what === 'others-words').length,
    unheard: of('heard').filter(({ complete }) => complete === 'false').length,
    leftUnsaid: of('said')
      .filter(({ utterance }) => {
        const heard = of('heard').filter((row) => row.utterance === utterance);
        return !heard.some(({ complete }) => complete === 'true');
      })
      .map(({ text }) => text),
    over: of('call-ended').length,
  };
}

async function bookings(callId: string): Promise<number> {
  const text = 'select id from appointments where call_id = $1';
  return (await database.query(text, [callId])).rows.length;
}

/** The call of one of the callers, with what the journal and the database hold of it afterwards. */
async function callOf(nth: number) {
  const { name = '', when = '', first = [], over, roomOf } = callers[nth] ?? {};
  const wish = `I'm ${name} and I'd like a cleaning ${when}`;
  const lines = [...first, wish, 'the first one', 'yes please'];
  const said = lines.map((line) => (over && line === wish ? `!${line}` : line));
  // Voices of their own: what two of them say alike is no mix-up of theirs.
  const voice = `en-us+${nth % 2 === 0 ? 'm' : 'f'}${1 + Math.floor(nth / 2)}`;
  const callId = await talk(desk, {
    ...{ from: `+161455501${80 + nth}`, voice, lines: said },
    ...(roomOf ? { roomOf } : {}),
  });
  for (;;) {
    const journal = await journalOf(callId);
    if (journal.over === 1) {
      const spoken = lines.filter((line) => line !== '~');
      return { ...journal, lines: spoken, booked: [journal.booked, await bookings(callId)] };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

type Call = Awaited<ReturnType<typeof callOf>>;

describe('A caller who only speaks', () => {
  // They all call at the same time, as callers do.
  let calls: Promise<Call>[];
  beforeAll(() => {
    calls = callers.map((_, nth) => callOf(nth));
    // Each is looked at by its own test, which may come later.
    for (const call of calls) call.catch(() => undefined);
  });
  const madeBy = (name: string) => {
    const call = calls[callers.findIndex((caller) => caller.name === name)];
    if (call === undefined) throw new Error(`nobody is ${name}`);
    return call;
  };

  /** What the voices were asked to say of somebody. */
  const spokenWith = (name: string) => ({
    google: new Set(desk.google.asked.flat().filter((text) => text.includes(name))),
    aura: new Set(desk.deepgram.spoken.filter((text) => text.includes(name))),
  });

  it('is heard, understood with a model’s help, and booked', async () => {
    const { booked, heard, lines, switched, readers } = await madeBy('Ann Lee');
    expect({ booked, heard, switched }).toEqual({ booked: [1, 1], heard: lines, switched: [] });
    expect(readers[0]).toContain('openai');
  }, 90_000);

  it('is heard whole when the recogniser’s connection breaks within a sentence', async () => {
    const { booked, heard, lines, switched } = await madeBy('Bob Cole');
    expect({ booked, heard, switched }).toEqual({ booked: [1, 1], heard: lines, switched: [] });
  }, 90_000);

  it('is heard by the next recogniser when the first goes silent on them twice', async () => {
    const { booked, heard, lines, switched } = await madeBy('Mike Nash');
    const there = ['speech: flux-general-en > nova-3'];
    expect({ booked, heard, switched }).toEqual({ booked: [1, 1], heard: lines, switched: there });
  }, 90_000);

  it('is heard whole when the recogniser’s connection goes dead without closing', async () => {
    const { booked, heard, lines, switched } = await madeBy('Tom Ford');
    expect({ booked, heard, switched }).toEqual({ booked: [1, 1], heard: lines, switched: [] });
  }, 90_000);

  it('is asked in other words when the model does not answer in time, and booked', async () => {
    const { booked, heard, lines, readers } = await madeBy('Jack Reed');
    expect({ booked, heard }).toEqual({ booked: [1, 1], heard: lines });
    expect(readers[0]).toContain('model: timed-out');
  }, 90_000);

  it('is asked in other words when the model answers rubbish, and never hears it', async () => {
    const { booked, heard, lines, readers } = await madeBy('Paul King');
    expect({ booked, heard }).toEqual({ booked: [1, 1], heard: lines });
    expect(readers[0]).toContain('model: garbage');
  }, 90_000);

  it('hears the clause again in another voice, and the rest, when the first breaks off in it', async () => {
    const { booked, heard, lines, switched, saidTwice } = await madeBy('Jim Hunt');
    expect({ booked, heard, saidTwice }).toEqual({ booked: [1, 1], heard: lines, saidTwice: 0 });
    expect(new Set(switched)).toEqual(new Set(['voice: google > aura']));
    const clause = new Set(['for Jim Hunt,']);
    expect(spokenWith('Hunt')).toEqual({ google: clause, aura: clause });
  }, 90_000);

  it('hears another voice when the first refuses, and every word once', async () => {
    const { booked, heard, lines, switched, saidTwice } = await madeBy('Sam Wood');
    expect({ booked, heard, saidTwice }).toEqual({ booked: [1, 1], heard: lines, saidTwice: 0 });
    expect(new Set(switched)).toEqual(new Set(['voice: google > aura']));
    const clause = new Set(['for Sam Wood,']);
    expect(spokenWith('Wood')).toEqual({ google: clause, aura: clause });
  }, 90_000);

  it('over the agent is listened to, and what it was saying is left', async () => {
    const { booked, heard, lines, interruptions, unheard } = await madeBy('Walt Sims');
    expect({ booked, heard }).toEqual({ booked: [1, 1], heard: lines });
    expect(interruptions).toBeGreaterThan(0);
    expect(unheard).toBe(interruptions);
  }, 90_000);

  it('through a speakerphone is not answered for what the agent says itself', async () => {
    const { booked, heard, lines, echoes, saidTwice } = await madeBy('Rob Dunn');
    expect({ booked, heard, saidTwice }).toEqual({ booked: [1, 1], heard: lines, saidTwice: 0 });
    expect(echoes).toBeGreaterThan(0);
  }, 90_000);

  it('after the music of a call on hold is heard as ever', async () => {
    const { booked, heard, lines, unheard } = await madeBy('Ned Bush');
    expect({ booked, heard, unheard }).toEqual({ booked: [1, 1], heard: lines, unheard: 0 });
  }, 90_000);

  it('is heard to the end beside others who talk, and so is the agent', async () => {
    const { booked, heard, lines, leftUnsaid } = await madeBy('Hal Gray');
    expect({ booked, heard, leftUnsaid }).toEqual({ booked: [1, 1], heard: lines, leftUnsaid: [] });
  }, 90_000);

  it('is not answered for what somebody beside them says to be heard by the recogniser', async () => {
    const { booked, heard, lines, leftOut } = await madeBy('Max Hale');
    expect({ booked, heard }).toEqual({ booked: [1, 1], heard: lines });
    expect(leftOut).toBeGreaterThan(0);
  }, 90_000);

  it('is heard when they lower their voice for one answer', async () => {
    const { booked, heard, lines, leftOut } = await madeBy('Gus Moss');
    expect({ booked, heard, leftOut }).toEqual({ booked: [1, 1], heard: lines, leftOut: 0 });
  }, 90_000);
});
