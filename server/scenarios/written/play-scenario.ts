/** Plays one hand-written scenario on the real engine, and says what came otherwise than written. */
import type { Definition } from '../../../machines/policy/definition.ts';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import type { Store } from '../../../services/store/pool.ts';
import { closedIn } from '../closed-in.ts';
import { type DialogueLine, dialogueOf } from '../dialogue.ts';
import { gatherEvidence } from '../gather-evidence.ts';
import { type Breach, judge } from '../oracles/judge.ts';
import { type Miss, missesAtEnd, missesOfStep } from './expectations.ts';
import { rival } from './faulty-world.ts';
import type { DeskMaker, ScenarioDesk } from './open-desk.ts';
import type { WrittenScenario } from './read-scenarios.ts';
import type { AppointmentGiven, Scenario, Step } from './scenario.ts';
import { messagesOf, rowsOf } from './scenario-rows.ts';
import { createWrittenLine, type WrittenLine } from './written-line.ts';

export interface PlayedScenario {
  id: string;
  why: string;
  /** `file:line: what`, in the order of the file. */
  misses: { file: string; line: number; what: string }[];
  /** Rules of the house that were broken, whatever the scenario expects. */
  breaches: Breach[];
  dialogue: DialogueLine[];
  states: string[];
  passed: boolean;
}

export interface PlayDeps {
  store: Store;
  desks: DeskMaker;
  definition: Definition;
  otherNames: string[];
}

const callsBackAfterMs = 20_000;

export async function playScenario(
  written: WrittenScenario,
  deps: PlayDeps,
): Promise<PlayedScenario> {
  const { scenario, file } = written;
  const { store, desks, definition } = deps;
  await desks.clear(definition.business.id);
  const desk = desks.open(definition, scenario);
  const misses: Miss[] = [];
  await giveAppointments(desk, definition, scenario, misses);
  const play = createPlay(scenario, desk, definition);
  await play.call();
  for (const [at, step] of scenario.call.entries()) {
    const answered = await play.step(step, overlapOf(scenario.call[at + 1]));
    misses.push(...missesOfStep(at, step, answered));
  }
  await play.last.leave();
  const calls = play.calls.map((line) => line.entries());
  await closed(desk);
  const breaches = await breachesOf(play.calls, deps);
  const entries = calls.flat();
  const outcomes = entries.flatMap((each) => (each.kind === 'call-ended' ? [each.outcome] : []));
  misses.push(
    ...missesAtEnd(scenario, {
      outcome: outcomes.at(-1) ?? 'never',
      rows: await rowsOf(store, definition),
      messages: await messagesOf(store, definition),
      said: saidIn(entries).text,
    }),
  );
  return {
    id: written.id,
    why: written.why,
    misses: misses.map(({ path, what }) => ({ file: file.path, line: file.lineOf(path), what })),
    breaches,
    dialogue: calls.flatMap(dialogueOf),
    states: entries.flatMap((each) => (each.kind === 'transition' ? each.to : [])),
    passed: misses.length === 0 && breaches.length === 0,
  };
}

/** Who talks over the agent hears its first piece at most. */
function overlapOf(next: Step | undefined): number {
  if (next === undefined) return 0;
  return 'echo' in next || ('over' in next && next.over === true) ? 1 : 0;
}

function saidIn(entries: readonly JournalEntry[]): { text: string; sentences: string[] } {
  const said = entries.filter((entry) => entry.kind === 'said');
  return {
    text: said.map(({ text }) => text).join(' '),
    sentences: said.map(({ sentence }) => sentence),
  };
}

function createPlay(scenario: Scenario, desk: ScenarioDesk, definition: Definition) {
  const calls: WrittenLine[] = [];
  const from = scenario.from === 'withheld' ? 'anonymous' : scenario.from;
  const [first] = definition.business.numbers;
  const open = first && 'starting' in first ? `${first.starting}0000`.slice(0, 12) : '';
  const to = scenario.to ?? (first && 'number' in first ? first.number : open);
  let told = 0;

  const current = (): WrittenLine => {
    const last = calls.at(-1);
    if (last === undefined) throw new Error('nobody has called yet');
    return last;
  };

  async function call(): Promise<void> {
    const line = createWrittenLine(`CA${definition.business.id}${calls.length}`, desk, definition);
    calls.push(line);
    told = 0;
    await line.arrive({ from, to, vouched: scenario.vouched && scenario.from !== 'withheld' });
  }

  async function act(step: Step, leave: number): Promise<void> {
    const line = current();
    if ('caller' in step) return line.say(step.caller, leave);
    if ('keys' in step) return line.press(step.keys, leave);
    if ('silent' in step) return line.silent(step.silent, leave);
    if ('echo' in step) return line.echo(leave);
    if ('desk' in step) return line.desk(step.desk, leave);
    if ('hangs-up' in step) return line.hangUp();
    if ('someone-books' in step) {
      const {
        name = rival.customerName,
        phone = rival.customerPhone,
        ...rest
      } = step['someone-books'];
      await book(desk, definition, { ...rest, name, phone }, `meanwhile/${told}`);
      return;
    }
    if (!('calls-back' in step)) return;
    await line.leave();
    await desk.clock.advance(callsBackAfterMs);
    await settled(desk, line);
    await call();
  }

  return {
    calls,
    call,
    get last() {
      return current();
    },
    async step(step: Step, leave: number) {
      await act(step, leave);
      const line = current();
      const news = line.entries().slice(told);
      told = line.entries().length;
      return { ...saidIn(news), state: line.state };
    },
  };
}

async function giveAppointments(
  desk: ScenarioDesk,
  definition: Definition,
  { booked, from }: Scenario,
  misses: Miss[],
): Promise<void> {
  for (const [at, given] of booked.entries()) {
    const phone = given.phone ?? (from === 'withheld' ? '+16145550123' : from);
    const named = { ...given, name: given.name ?? 'Ann Lee', phone };
    const done = await book(desk, definition, named, `given/${at}`);
    if (!done) misses.push({ path: ['booked', at], what: 'the calendar has no room for it' });
  }
}

/** In the real calendar, by its own rules: a place that nobody could have is nobody's. */
async function book(
  desk: ScenarioDesk,
  definition: Definition,
  given: AppointmentGiven & { name: string; phone: string },
  key: string,
): Promise<boolean> {
  const businessId = definition.business.id;
  const request = { businessId, callId: 'CAbefore', key };
  const [date = '', time = ''] = given.start.split('T');
  const found = await desk.calendar.findTimes(request, {
    serviceId: given.service,
    when: { date, time },
    ...(given.staff === undefined ? {} : { staffId: given.staff }),
  });
  if (found.outcome !== 'free' || found.opening === undefined) return false;
  const answer = await desk.calendar.book(request, {
    opening: found.opening,
    customerName: given.name,
    customerPhone: given.phone,
  });
  return answer.outcome === 'committed';
}

async function breachesOf(lines: WrittenLine[], deps: PlayDeps): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const line of lines) {
    const run = { callId: line.callId, entries: line.entries(), path: { moves: [] } };
    breaches.push(...judge(await gatherEvidence(run, { ...deps, verdicts: 'published' })).breaches);
  }
  return breaches;
}

function closed(desk: ScenarioDesk): Promise<void> {
  return closedIn(desk.clock, desk.journal.close());
}

function settled(desk: ScenarioDesk, line: WrittenLine): Promise<void> {
  const journal = desk.switchboard.journalOf(line.callId);
  return closedIn(desk.clock, journal?.settled() ?? Promise.resolve());
}
