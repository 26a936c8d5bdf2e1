/** The weekly hours of each place. */
import { weekdays } from '../../../../machines/policy/weekdays.ts';
import { itemsIn, textIn } from './form-fields.tsx';
import type { FormFile } from './form-view.tsx';
import { Stretches, stretchesIn } from './stretches.tsx';

export function HoursForm({ file }: { file: FormFile }) {
  const locations = itemsIn(file.value.locations);
  if (locations.length === 0) {
    return <p>This business names no place, so it has no hours. Add locations in business.yaml.</p>;
  }
  return (
    <>
      {locations.map((location, index) => (
        <fieldset key={textIn(location.id)} class="week">
          <legend>{textIn(location.name)}</legend>
          <Week
            label={locations.length > 1 ? `${textIn(location.name)}, ` : ''}
            value={location.hours}
            change={(day, hours) =>
              file.set(['locations', index, 'hours', day], hours.length === 0 ? undefined : hours)
            }
          />
        </fieldset>
      ))}
    </>
  );
}

interface WeekProps {
  label: string;
  value: unknown;
  change(day: string, hours: [string, string][]): void;
}

export function Week({ label, value, change }: WeekProps) {
  const hours = (value ?? {}) as Record<string, unknown>;
  return (
    <dl class="days">
      {weekdays.map((day) => (
        <div key={day}>
          <dt>{capital(day)}</dt>
          <dd>
            <Stretches
              label={`${label}${capital(day)}`}
              value={stretchesIn(hours[day])}
              change={(next) => change(day, next)}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function capital(day: string): string {
  return day.charAt(0).toUpperCase() + day.slice(1);
}
