/** The fields that all forms are made of; each hands on what was entered when it is left. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTyped } from './typed.ts';

interface FieldProps<Value> {
  label: string;
  value: Value;
  change(value: Value): void;
}

interface TextFieldProps extends FieldProps<string> {
  type?: 'text' | 'date' | 'time' | 'tel';
  placeholder?: string;
  required?: boolean;
  hideLabel?: boolean;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    change,
    hideLabel,
    type = 'text',
    placeholder = '',
    required = false,
  } = props;
  const typed = useTyped(value, (entered) => change(entered.trim()));
  return (
    <label class="field">
      <span class={hideLabel ? 'unseen' : ''}>{label}</span>
      <input type={type as 'text'} placeholder={placeholder} required={required} {...typed} />
    </label>
  );
}

export function LongTextField({ label, value, change }: FieldProps<string>) {
  const typed = useTyped(value, (entered) => change(entered.replaceAll(/\s+/g, ' ').trim()));
  return (
    <label class="field wide">
      <span>{label}</span>
      <textarea rows={3} {...typed} />
    </label>
  );
}

interface NumberFieldProps extends FieldProps<number | undefined> {
  min?: number;
  step?: number;
}

export function NumberField({ label, value, change, min = 0, step = 1 }: NumberFieldProps) {
  const typed = useTyped(String(value ?? ''), (entered) =>
    change(entered === '' ? undefined : Number(entered)),
  );
  return (
    <label class="field number">
      <span>{label}</span>
      <input type="number" min={min} step={step} {...typed} />
    </label>
  );
}

interface ListFieldProps extends FieldProps<string[]> {
  /** A line for each, or commas between them. */
  by: 'line' | 'comma';
}

export function ListField({ label, value, change, by }: ListFieldProps) {
  const split = (text: string): string[] =>
    text
      .split(by === 'line' ? '\n' : ',')
      .map((item) => item.trim())
      .filter(Boolean);
  const typed = useTyped(value.join(by === 'line' ? '\n' : ', '), (entered) =>
    change(split(entered)),
  );
  if (by === 'line') {
    return (
      <label class="field wide">
        <span>
          {label} <small>one on each line</small>
        </span>
        <textarea rows={Math.min(8, Math.max(3, value.length))} {...typed} />
      </label>
    );
  }
  return (
    <label class="field wide">
      <span>
        {label} <small>with commas between them</small>
      </span>
      <input {...typed} />
    </label>
  );
}

interface ChoiceFieldProps extends FieldProps<string> {
  choices: [string, string][];
}

export function ChoiceField({ label, value, change, choices }: ChoiceFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => change(event.currentTarget.value)}>
        {choices.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function CheckField({ label, value, change }: FieldProps<boolean>) {
  return (
    <label class="field check">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

interface ItemProps {
  title: string;
  remove?: () => void;
  /** Open from the start: what was just added. */
  fresh?: boolean;
  children: ComponentChildren;
}

/** One thing of a list, folded to its name. */
export function Item({ title, remove, fresh = false, children }: ItemProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (fresh) details.current?.scrollIntoView({ block: 'nearest' });
  }, [fresh]);
  return (
    <li class="item">
      <details ref={details} open={fresh}>
        <summary>{title || 'No name yet'}</summary>
        <div class="fields">{children}</div>
        {remove !== undefined && (
          <button type="button" class="plain remove" onClick={remove}>
            Remove {title}
          </button>
        )}
      </details>
    </li>
  );
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function listIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export function itemsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value)
    ? value.filter(
        (item): item is Record<string, unknown> => typeof item === 'object' && item !== null,
      )
    : [];
}

/** A short name made of a long one, that nobody in the list has yet. */
export function idFor(name: string, taken: unknown[]): string {
  const made = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  const id = made || 'new';
  let count = 1;
  while (taken.includes(count === 1 ? id : `${id}-${count}`)) count += 1;
  return count === 1 ? id : `${id}-${count}`;
}
