/** The people who can be booked, and those who are rung for a caller. */
import { Item, idFor, itemsIn, ListField, listIn, TextField, textIn } from './form-fields.tsx';
import type { FormFile } from './form-view.tsx';
import { Week } from './hours-form.tsx';

export function PeopleForm({ file }: { file: FormFile }) {
  const staff = itemsIn(file.value.staff);
  return (
    <>
      <h3>Can be booked</h3>
      <ul class="items">
        {staff.map((member, index) => (
          <Member key={textIn(member.id)} file={file} member={member} index={index} />
        ))}
      </ul>
      <button
        type="button"
        class="plain"
        onClick={() => {
          const id = idFor(
            'new person',
            staff.map((member) => member.id),
          );
          const role = textIn(staff.at(-1)?.role) || 'staff';
          file.add(['staff'], { id, name: 'New person', role });
        }}
      >
        Add a person
      </button>
      <h3>Rung for a caller who needs a person</h3>
      <Rung file={file} />
    </>
  );
}

interface MemberProps {
  file: FormFile;
  member: Record<string, unknown>;
  index: number;
}

function Member({ file, member, index }: MemberProps) {
  const at = ['staff', index] as const;
  const name = textIn(member.name);
  const away = itemsIn(member.away);
  return (
    <Item title={name} open={name === 'New person'} remove={() => file.remove(at)}>
      <TextField
        label="Name"
        value={name}
        change={(next) => next && file.set([...at, 'name'], next)}
      />
      <TextField
        label="Role"
        value={textIn(member.role)}
        change={(next) => next && file.set([...at, 'role'], next)}
      />
      <ListField
        label="What callers call them"
        by="comma"
        value={listIn(member.nicknames)}
        change={(next) => file.set([...at, 'nicknames'], next)}
      />
      <fieldset class="wide">
        <legend>Away</legend>
        {away.map((stay, nth) => (
          <div class="away" key={`${nth} ${away.length}`}>
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={end}
                label={end === 'from' ? 'From' : 'Until and with'}
                type="date"
                value={textIn(stay[end])}
                change={(next) => next && file.set([...at, 'away', nth, end], next)}
              />
            ))}
            <button
              type="button"
              class="plain small"
              aria-label={`${name} is not away from ${textIn(stay.from)}`}
              onClick={() => file.remove([...at, 'away', nth])}
            >
              Remove
            </button>
          </div>
        ))}
        <Away name={name} add={(from, to) => file.add([...at, 'away'], { from, to })} />
      </fieldset>
      <details class="wide">
        <summary>Hours of their own</summary>
        <p class="quiet">Without any, the place’s hours count.</p>
        <Week
          label={`${name}, `}
          value={member.hours}
          change={(day, hours) =>
            file.set([...at, 'hours', day], hours.length === 0 ? undefined : hours)
          }
        />
      </details>
    </Item>
  );
}

function Away({ name, add }: { name: string; add(from: string, to: string): void }) {
  return (
    <TextField
      label={`${name} is away from`}
      type="date"
      value=""
      change={(from) => from && add(from, from)}
    />
  );
}

function Rung({ file }: { file: FormFile }) {
  const people = itemsIn(file.value.people);
  return (
    <>
      <ol class="rung">
        {people.map((person, index) => (
          <li key={`${index} ${people.length}`}>
            <TextField
              label="Name"
              value={textIn(person.name)}
              change={(next) => next && file.set(['people', index, 'name'], next)}
            />
            <TextField
              label="Number"
              type="tel"
              value={textIn(person.number)}
              change={(next) =>
                next && file.set(['people', index, 'number'], next.replaceAll(/[^+\d]/g, ''))
              }
            />
            <button
              type="button"
              class="plain small"
              aria-label={`Remove ${textIn(person.name)}`}
              onClick={() => file.remove(['people', index])}
            >
              Remove
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        class="plain"
        onClick={() => file.add(['people'], { name: 'New name', number: '+15555550100' })}
      >
        Add a number to ring
      </button>
    </>
  );
}
