/** The people who can be booked, and those who are rung for a caller. */
import { useSignal } from '@preact/signals';
import { Item, idFor, itemsIn, ListField, listIn, TextField, textIn } from './form-fields.tsx';
import type { FormFile } from './form-view.tsx';
import { Week } from './hours-form.tsx';
import { NewLine } from './new-line.tsx';

export function PeopleForm({ file }: { file: FormFile }) {
  const staff = itemsIn(file.value.staff);
  const fresh = useSignal('');
  const add = (name: string): void => {
    const id = idFor(
      name,
      staff.map((member) => member.id),
    );
    fresh.value = id;
    file.add(['staff'], { id, name, role: textIn(staff[0]?.role) || 'staff' });
  };
  return (
    <>
      <h3>Can be booked</h3>
      <ul class="items">
        {staff.map((member, index) => (
          <Member
            key={textIn(member.id)}
            file={file}
            member={member}
            index={index}
            fresh={member.id === fresh.value}
          />
        ))}
      </ul>
      <NewLine label="Name" placeholder="Dr. Grace Kim" button="Add a person" add={add} />
      <h3>Rung for a caller who needs a person</h3>
      <Rung file={file} />
    </>
  );
}

interface MemberProps {
  file: FormFile;
  member: Record<string, unknown>;
  index: number;
  /** Just added: what else there is to say of them is open. */
  fresh: boolean;
}

function Member({ file, member, index, fresh }: MemberProps) {
  const at = ['staff', index] as const;
  const name = textIn(member.name);
  const away = itemsIn(member.away);
  return (
    <Item title={name} fresh={fresh} remove={() => file.remove(at)}>
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
      <NewRung file={file} />
    </>
  );
}

function NewRung({ file }: { file: FormFile }) {
  const name = useSignal('');
  const number = useSignal('');
  const add = (event: Event): void => {
    event.preventDefault();
    file.add(['people'], { name: name.value, number: number.value.replaceAll(/[^+\d]/g, '') });
    name.value = '';
    number.value = '';
  };
  return (
    <form class="add-line" onSubmit={add}>
      <TextField
        label="Who is rung"
        required
        placeholder="the front desk"
        value={name.value}
        change={(next) => {
          name.value = next;
        }}
      />
      <TextField
        label="Under which number"
        type="tel"
        required
        placeholder="+1 614 555 0143"
        value={number.value}
        change={(next) => {
          number.value = next;
        }}
      />
      <button type="submit">Add a number to ring</button>
    </form>
  );
}
