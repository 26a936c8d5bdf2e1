/** Two people changed one file: both versions shown, nothing lost, one press to settle it. */
import { when } from '../when.ts';
import { type Conflict, nameOf } from './draft-keeper.ts';
import type { FlowsSession } from './flows-session.ts';
import { differentLines, mergedTexts } from './merge-texts.ts';

interface ConflictCardProps {
  session: FlowsSession;
  path: string;
  conflict: Conflict;
}

const howWords = {
  saved: 'saved this file while you were changing it',
  published: 'published the draft while you were changing this file',
  discarded: 'discarded the draft while you were changing this file',
};

export function ConflictCard({ session, path, conflict }: ConflictCardProps) {
  const { theirs, base, how } = conflict;
  const mine = session.keeper.value?.textOf(path) ?? '';
  const their = theirs.text ?? '';
  const merged = mergedTexts(base, mine, their);
  const different = differentLines(their, mine);
  const settle = (text: string | undefined) => () => session.keeper.value?.resolve(path, text);
  return (
    <div class="conflict" role="alert">
      <h2>
        {theirs.who} {howWords[how]}
      </h2>
      <p>
        {nameOf(path)}, {when(theirs.atMs)}. Nothing is lost: both are here, and yours is not saved
        yet.
      </p>
      <div class="both">
        <Side
          name={`What ${theirs.who} has`}
          kind="theirs"
          lines={different.theirs}
          from={different.from}
        />
        <Side name="What you have" kind="mine" lines={different.mine} from={different.from} />
      </div>
      <div class="deeds">
        {merged !== undefined && (
          <button type="button" onClick={settle(merged)}>
            Keep both
          </button>
        )}
        <button type="button" class={merged === undefined ? '' : 'plain'} onClick={settle(mine)}>
          Keep mine
        </button>
        <button type="button" class="plain" onClick={settle(undefined)}>
          Take {theirs.who}’s
        </button>
      </div>
      <p class="quiet">
        {merged === undefined
          ? 'You both changed the same lines, so only one of them can stay. Copy what you need first.'
          : 'You changed different lines: keeping both puts them together.'}
      </p>
    </div>
  );
}

interface SideProps {
  name: string;
  kind: string;
  lines: string[];
  from: number;
}

function Side({ name, kind, lines, from }: SideProps) {
  return (
    <figure class={kind}>
      <figcaption>
        {name} <span class="quiet">from line {from}</span>
      </figcaption>
      <pre>{lines.length === 0 ? '(nothing here)' : lines.join('\n')}</pre>
    </figure>
  );
}
