/** What can be booked: its names, its length, its price, and who does it where. */
import { useSignal } from '@preact/signals';
import {
  CheckField,
  ChoiceField,
  Item,
  idFor,
  itemsIn,
  ListField,
  listIn,
  NumberField,
  TextField,
  textIn,
} from './form-fields.tsx';
import type { FormFile } from './form-view.tsx';
import { NewLine } from './new-line.tsx';
import type { YamlPath } from './yaml-edit.ts';

type Price = string | Record<string, number | undefined> | undefined;

export function ServicesForm({ file }: { file: FormFile }) {
  const services = itemsIn(file.value.services);
  const roles = [...new Set(itemsIn(file.value.staff).map(({ role }) => textIn(role)))];
  const kinds = [...new Set(itemsIn(file.value.rooms).map(({ kind }) => textIn(kind)))];
  const fresh = useSignal('');
  const add = (name: string): void => {
    const id = idFor(
      name,
      services.map((service) => service.id),
    );
    fresh.value = id;
    const spoken = `a ${name.toLowerCase()}`;
    const by = roles.slice(0, 1);
    file.add(['services'], { id, name, spoken, minutes: 30, price: 'on-request', by });
  };
  return (
    <>
      <ul class="items">
        {services.map((service, index) => (
          <Service
            key={textIn(service.id)}
            {...{ file, service, index, roles, kinds }}
            fresh={service.id === fresh.value}
          />
        ))}
      </ul>
      <NewLine label="Name" placeholder="Night guard" button="Add a service" add={add} />
    </>
  );
}

interface ServiceProps {
  file: FormFile;
  service: Record<string, unknown>;
  index: number;
  roles: string[];
  kinds: string[];
  /** Just added: what else there is to say of it is open. */
  fresh: boolean;
}

function Service({ file, service, index, roles, kinds, fresh }: ServiceProps) {
  const at = ['services', index] as const;
  const name = textIn(service.name);
  return (
    <Item title={name} fresh={fresh} remove={() => file.remove(at)}>
      <TextField
        label="Name"
        value={name}
        change={(next) => next && file.set([...at, 'name'], next)}
      />
      <TextField
        label="As it is said"
        placeholder="a cleaning"
        value={textIn(service.spoken)}
        change={(next) => next && file.set([...at, 'spoken'], next)}
      />
      <ListField
        label="What callers say for it"
        by="comma"
        value={listIn(service.nicknames)}
        change={(next) => file.set([...at, 'nicknames'], next)}
      />
      <NumberField
        label="Minutes"
        min={5}
        step={5}
        value={Number(service.minutes ?? 0)}
        change={(next) => next !== undefined && file.set([...at, 'minutes'], next)}
      />
      <NumberField
        label="Minutes free after it"
        step={5}
        value={Number(service.bufferMinutes ?? 0)}
        change={(next) => next !== undefined && file.set([...at, 'bufferMinutes'], next)}
      />
      <PriceFields file={file} at={[...at, 'price']} price={service.price as Price} />
      <Checks
        label="Done by"
        file={file}
        at={[...at, 'by']}
        all={roles}
        chosen={listIn(service.by)}
      />
      <Checks
        label="Kind of room it needs"
        file={file}
        at={[...at, 'rooms']}
        all={kinds}
        chosen={listIn(service.rooms)}
      />
    </Item>
  );
}

function PriceFields({ file, at, price }: { file: FormFile; at: YamlPath; price: Price }) {
  const facts = typeof price === 'object' ? price : {};
  const kind =
    typeof price === 'string'
      ? price
      : 'exactly' in facts
        ? 'exactly'
        : 'to' in facts
          ? 'range'
          : 'from';
  const amount = facts.exactly ?? facts.from ?? 0;
  const choose = (next: string): void => {
    if (next === 'free' || next === 'on-request') file.set(at, next);
    else if (next === 'exactly') file.set(at, { exactly: amount });
    else file.set(at, { from: amount, ...(next === 'range' ? { to: amount } : {}) });
  };
  return (
    <fieldset class="wide price">
      <legend>Price</legend>
      <ChoiceField
        label="What may be said"
        value={kind}
        choices={[
          ['exactly', 'an exact price'],
          ['range', 'from … to …'],
          ['from', 'from …'],
          ['on-request', 'on request'],
          ['free', 'free'],
        ]}
        change={choose}
      />
      {kind === 'exactly' && (
        <NumberField
          label="Price"
          value={amount}
          change={(next) => file.set(at, { exactly: next ?? 0 })}
        />
      )}
      {(kind === 'range' || kind === 'from') && (
        <NumberField
          label="From"
          value={facts.from}
          change={(next) => file.set(at, { ...facts, from: next ?? 0 })}
        />
      )}
      {kind === 'range' && (
        <NumberField
          label="To"
          value={facts.to}
          change={(next) => next !== undefined && file.set(at, { ...facts, to: next })}
        />
      )}
    </fieldset>
  );
}

interface ChecksProps {
  label: string;
  file: FormFile;
  at: YamlPath;
  all: string[];
  chosen: string[];
}

function Checks({ label, file, at, all, chosen }: ChecksProps) {
  if (all.length === 0) return null;
  return (
    <fieldset class="checks">
      <legend>{label}</legend>
      {all.map((each) => (
        <CheckField
          key={each}
          label={each}
          value={chosen.includes(each)}
          change={(on) =>
            file.set(at, on ? [...chosen, each] : chosen.filter((one) => one !== each))
          }
        />
      ))}
    </fieldset>
  );
}
