/** From when until when, once or with breaks between: the hours of one day. */
import { textIn } from './form-fields.tsx';
import { useTyped } from './typed.ts';

export type Stretch = [string, string];

interface StretchesProps {
  /** Whose hours they are: it is part of every field's name. */
  label: string;
  value: Stretch[];
  change(value: Stretch[]): void;
}

const usual: Stretch = ['09:00', '17:00'];

export function Stretches({ label, value, change }: StretchesProps) {
  const put = (index: number, at: 0 | 1, time: string): void => {
    if (time === '') return;
    change(
      value.map((each, nth) =>
        nth === index ? (at === 0 ? [time, each[1]] : [each[0], time]) : each,
      ),
    );
  };
  const last = value.at(-1);
  return (
    <div class="stretches">
      {value.map(([from, to], index) => (
        <span class="stretch" key={`${index} ${value.length}`}>
          <TimeField
            label={`${label}, opens${index > 0 ? ' again' : ''}`}
            value={from}
            change={(time) => put(index, 0, time)}
          />
          <span aria-hidden="true">–</span>
          <TimeField
            label={`${label}, closes${index > 0 ? ' again' : ''}`}
            value={to}
            change={(time) => put(index, 1, time)}
          />
          <button
            type="button"
            class="plain small"
            aria-label={`${label}: remove ${from} to ${to}`}
            onClick={() => change(value.filter((_each, nth) => nth !== index))}
          >
            ×
          </button>
        </span>
      ))}
      {value.length === 0 && <span class="quiet">closed</span>}
      <button
        type="button"
        class="plain small"
        aria-label={last === undefined ? `${label}: open` : `${label}: add hours after a break`}
        onClick={() => change([...value, last === undefined ? usual : afterBreak(last)])}
      >
        {last === undefined ? 'Open' : '+'}
      </button>
    </div>
  );
}

interface TimeFieldProps {
  label: string;
  value: string;
  change(time: string): void;
}

function TimeField({ label, value, change }: TimeFieldProps) {
  const typed = useTyped(value, change);
  return <input type="time" aria-label={label} {...typed} />;
}

/** An hour's break, and on until the evening. */
function afterBreak([, closes]: Stretch): Stretch {
  const hour = Number(closes.slice(0, 2));
  const two = (value: number) => String(value).padStart(2, '0');
  const from = Math.min(22, hour + 1);
  return [`${two(from)}:00`, `${two(Math.min(23, from + 3))}:00`];
}

export function stretchesIn(value: unknown): Stretch[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) =>
    Array.isArray(each) ? [[textIn(each[0]), textIn(each[1])] satisfies Stretch] : [],
  );
}
