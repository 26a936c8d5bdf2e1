/** What broke, by rule: the shortest call that shows it, how to run it again, and how to keep it. */
import type { RunDocument } from '../../scenarios/run-document.ts';
import { AgainLine } from './again-line.tsx';
import { Dialogue } from './dialogue.tsx';

type Failure = RunDocument['failures'][number];

/** One says what is wrong, a few more say where else; the others are behind a click. */
const shownFirst = 3;

export function FailureList({ document }: { document: RunDocument }) {
  const { failures, chartFaults } = document;
  if (failures.length + chartFaults.length === 0) return null;
  const rules = [...Map.groupBy(failures, ({ rule }) => rule)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return (
    <section class="broken" aria-labelledby="broken-title">
      <h2 id="broken-title">What broke</h2>
      {chartFaults.map((fault) => (
        <p key={fault} class="fault">
          The chart broke its own promise: {fault}
        </p>
      ))}
      {rules.map(([rule, all]) => (
        <details key={rule} class="rule" open={rules.length === 1}>
          <summary>
            <b>{rule}</b> <span class="count">{all.length}</span>
          </summary>
          <FailureCards
            failures={all.toSorted((one, other) => one.moves.length - other.moves.length)}
          />
        </details>
      ))}
    </section>
  );
}

function FailureCards({ failures }: { failures: readonly Failure[] }) {
  // Many calls are made short to the same one, which tells no more for being shown again.
  const alike = [...Map.groupBy(failures, ({ what, replay }) => `${what} ${replay}`)];
  const cards = alike.map(([key, [failure, ...others]], at) =>
    failure === undefined ? null : (
      <FailureCard key={key} failure={failure} others={others.length} open={at === 0} />
    ),
  );
  const more = cards.slice(shownFirst);
  return (
    <>
      {cards.slice(0, shownFirst)}
      {more.length > 0 && (
        <details class="card">
          <summary>
            {more.length} more {more.length === 1 ? 'call' : 'calls'}, each longer or as long
          </summary>
          {more}
        </details>
      )}
    </>
  );
}

function FailureCard(card: { failure: Failure; others: number; open: boolean }) {
  const { failure, others, open } = card;
  const { id, what, start, moves, dialogue, replay, scenario } = failure;
  return (
    <details class="card" open={open}>
      <summary>
        {what}
        <span class="quiet">
          {' '}
          {start}, {moves.length} {moves.length === 1 ? 'move' : 'moves'}
          {others > 0 &&
            `; ${others} more ${others === 1 ? 'call comes' : 'calls come'} down to it`}
        </span>
      </summary>
      <Dialogue lines={dialogue} />
      <AgainLine command={replay}>
        {scenario !== '' && <SaveButton name={`${id}.yaml`} text={scenario} />}
      </AgainLine>
    </details>
  );
}

/** The browser keeps the file; where it belongs is QA's to choose. */
function SaveButton({ name, text }: { name: string; text: string }) {
  return (
    <a
      class="button"
      download={name}
      href={`data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`}
      title="Put it into a folder of scenarios/, and say in its name what the caller does"
    >
      Save as scenario
    </a>
  );
}
