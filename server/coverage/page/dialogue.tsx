/** A call as a talk: who said what, and in which state of the chart. */
import type { DialogueLine } from '../../scenarios/dialogue.ts';

export function Dialogue({ lines }: { lines: readonly DialogueLine[] }) {
  if (lines.length === 0) return <p class="quiet">Nothing was said.</p>;
  return (
    <ol class="dialogue">
      {lines.map(({ who, text, state }, at) => (
        // A finished talk never changes: its lines are told apart by their place.
        <li key={at} class={who}>
          <span class="who">{who}</span>
          <span class="text">{text}</span>
          <code class="at">{state}</code>
        </li>
      ))}
    </ol>
  );
}
