/** Who sits here: the name that stands beside every change and every publication. */
import { signal } from '@preact/signals';

const key = 'frontdesk.who';

function kept(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    // A browser that keeps nothing asks anew on each visit.
    return '';
  }
}

export const who = signal(kept());
/** Somebody changed something and has not said who they are. */
export const whoWanted = signal(false);

export function WhoField() {
  const wanted = whoWanted.value && who.value.trim() === '';
  return (
    <label class={wanted ? 'who wanted' : 'who'}>
      <span>{wanted ? 'Your name, to save' : 'You are'}</span>
      <input
        name="who"
        autocomplete="name"
        maxLength={80}
        placeholder="your name"
        value={who.value}
        onChange={(event) => {
          who.value = event.currentTarget.value.trim();
          try {
            localStorage.setItem(key, who.value);
          } catch {
            // Known for this visit only.
          }
        }}
      />
    </label>
  );
}
