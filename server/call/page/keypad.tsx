/** The telephone's twelve keys, folded away until they are wanted. */

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const names: Record<string, string> = { '*': 'star', '#': 'pound' };

export function Keypad({ disabled, press }: { disabled: boolean; press(digit: string): void }) {
  const typed = (event: KeyboardEvent): void => {
    if (disabled || !keys.includes(event.key) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    press(event.key);
  };
  return (
    <details class="keypad">
      <summary>Keypad</summary>
      <fieldset class="keys" onKeyDown={typed} disabled={disabled}>
        <legend class="unseen">Keypad</legend>
        {keys.map((key) => (
          <button type="button" key={key} aria-label={names[key] ?? key} onClick={() => press(key)}>
            {key}
          </button>
        ))}
      </fieldset>
    </details>
  );
}
