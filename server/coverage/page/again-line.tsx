/** The command that shows something again, ready to be copied. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

export function AgainLine({
  command,
  children,
}: {
  command: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="again">
      <code>{command}</code>
      <CopyButton text={command} />
      {children}
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const copied = useSignal(false);
  // A page opened from a file may not be let at the clipboard: the text can be marked by hand.
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => {
        copied.value = true;
      },
      () => undefined,
    );
  return (
    <button type="button" onClick={copy}>
      <span aria-live="polite">{copied.value ? 'Copied' : 'Copy command'}</span>
    </button>
  );
}
