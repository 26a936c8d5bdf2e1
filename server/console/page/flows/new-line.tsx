/** A line that asks how a new thing is called, so that it never stands in a file as "New person". */
import { useSignal } from '@preact/signals';
import { TextField } from './form-fields.tsx';

interface NewLineProps {
  label: string;
  placeholder: string;
  /** What the button says. */
  button: string;
  add(name: string): void;
}

export function NewLine({ label, placeholder, button, add }: NewLineProps) {
  const name = useSignal('');
  return (
    <form
      class="add-line"
      onSubmit={(event) => {
        event.preventDefault();
        const given = name.value.trim();
        if (given !== '') add(given);
        name.value = '';
      }}
    >
      <TextField
        label={label}
        required
        placeholder={placeholder}
        value={name.value}
        change={(next) => {
          name.value = next;
        }}
      />
      <button type="submit">{button}</button>
    </form>
  );
}
