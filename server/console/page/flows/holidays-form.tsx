/** Days that are not as usual, the next ones first. */
import { useSignal } from '@preact/signals';
import { itemsIn, TextField, textIn } from './form-fields.tsx';
import type { FormFile } from './form-view.tsx';
import { Stretches, stretchesIn } from './stretches.tsx';

export function HolidaysForm({ file }: { file: FormFile }) {
  const holidays = itemsIn(file.value.holidays).map((holiday, index) => ({ holiday, index }));
  const inOrder = holidays.sort((one, other) =>
    textIn(one.holiday.date) < textIn(other.holiday.date) ? -1 : 1,
  );
  return (
    <>
      <NewHoliday file={file} />
      <ol class="holidays">
        {inOrder.map(({ holiday, index }) => {
          const name = textIn(holiday.name);
          const hours = stretchesIn(holiday.hours);
          return (
            <li key={`${textIn(holiday.date)} ${name}`}>
              <TextField
                label={`Day of ${name}`}
                hideLabel
                type="date"
                value={textIn(holiday.date)}
                change={(date) => date && file.set(['holidays', index, 'date'], date)}
              />
              <TextField
                label={`Name of ${textIn(holiday.date)}`}
                hideLabel
                value={name}
                change={(next) => next && file.set(['holidays', index, 'name'], next)}
              />
              <Stretches
                label={name}
                value={hours}
                change={(next) =>
                  file.set(['holidays', index, 'hours'], next.length === 0 ? undefined : next)
                }
              />
              <button
                type="button"
                class="plain small"
                aria-label={`Remove ${name}, ${textIn(holiday.date)}`}
                onClick={() => file.remove(['holidays', index])}
              >
                Remove
              </button>
            </li>
          );
        })}
      </ol>
      {inOrder.length === 0 && <p class="quiet">No holidays yet.</p>}
    </>
  );
}

function NewHoliday({ file }: { file: FormFile }) {
  const date = useSignal('');
  const name = useSignal('');
  const add = (event: Event): void => {
    event.preventDefault();
    if (date.value === '' || name.value === '') return;
    file.add(['holidays'], { date: date.value, name: name.value });
    date.value = '';
    name.value = '';
  };
  return (
    <form class="add-line" onSubmit={add}>
      <TextField
        label="Day"
        type="date"
        required
        value={date.value}
        change={(next) => {
          date.value = next;
        }}
      />
      <TextField
        label="Name"
        required
        placeholder="the team's training day"
        value={name.value}
        change={(next) => {
          name.value = next;
        }}
      />
      <button type="submit">Add a day</button>
    </form>
  );
}
