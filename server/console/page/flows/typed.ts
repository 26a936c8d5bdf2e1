/** What is typed in a field stays there until the field is left, whatever is drawn anew around it. */
import { useSignal } from '@preact/signals';

type FieldEvent = { currentTarget: { value: string } };

export function useTyped(value: string, take: (entered: string) => void) {
  const typed = useSignal<string | undefined>(undefined);
  return {
    value: typed.value ?? value,
    onInput: ({ currentTarget }: FieldEvent) => {
      typed.value = currentTarget.value;
    },
    onChange: ({ currentTarget }: FieldEvent) => {
      typed.value = undefined;
      take(currentTarget.value);
    },
  };
}
