/** A form over one of the business's files: it changes single lines of the YAML and leaves the rest. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { FlowsSession } from './flows-session.ts';
import type { FormName } from './flows-types.ts';
import { HolidaysForm } from './holidays-form.tsx';
import { HoursForm } from './hours-form.tsx';
import { PeopleForm } from './people-form.tsx';
import { QuestionsForm } from './questions-form.tsx';
import { ServicesForm } from './services-form.tsx';
import { readYamlText, withItem, withValue, type YamlPath } from './yaml-edit.ts';
import type { YamlValue } from './yaml-text.ts';

/** One file as a form sees it. */
export interface FormFile {
  value: Record<string, unknown>;
  set(path: YamlPath, value: YamlValue | undefined): void;
  add(path: YamlPath, value: YamlValue): void;
  remove(path: YamlPath): void;
}

const titles: Record<FormName, [string, string]> = {
  hours: ['Hours', 'When each place is open. A gap between two times is a break.'],
  holidays: ['Holidays', 'Days that are not as usual: closed, or with hours of their own.'],
  people: ['People', 'Who can be booked, when they are away, and who is rung for a caller.'],
  services: [
    'Services',
    'What can be booked, how long it takes, and what may be said of its price.',
  ],
  questions: ['Questions', 'What callers ask, and the answers you approve.'],
};

interface FormViewProps {
  session: FlowsSession;
  form: FormName;
  path: string;
}

export function FormView({ session, form, path }: FormViewProps) {
  const { keeper } = session;
  const text = keeper.value?.textOf(path) ?? '';
  // Two changes within one press are made one after the other, each on what the first one left.
  const latest = useRef(text);
  latest.current = text;
  const read = readYamlText(text);
  const [title, about] = titles[form];
  if ('brokenLine' in read) {
    return (
      <Frame title={title} about={about}>
        <p role="alert">
          The file cannot be read at line {read.brokenLine}, so the form rests.{' '}
          <button
            type="button"
            class="plain"
            onClick={() => session.show({ kind: 'file', path, line: read.brokenLine })}
          >
            Mend it in the file
          </button>
        </p>
      </Frame>
    );
  }
  const change = (next: string): void => {
    latest.current = next;
    keeper.value?.edit(path, next);
  };
  const file: FormFile = {
    value: (read.value ?? {}) as Record<string, unknown>,
    set: (at, value) => change(withValue(latest.current, at, value)),
    add: (at, value) => change(withItem(latest.current, at, value)),
    remove: (at) => change(withValue(latest.current, at, undefined)),
  };
  return (
    <Frame title={title} about={about}>
      <Findings session={session} path={path} />
      {form === 'hours' && <HoursForm file={file} />}
      {form === 'holidays' && <HolidaysForm file={file} />}
      {form === 'people' && <PeopleForm file={file} />}
      {form === 'services' && <ServicesForm file={file} />}
      {form === 'questions' && <QuestionsForm file={file} />}
    </Frame>
  );
}

function Frame({
  title,
  about,
  children,
}: {
  title: string;
  about: string;
  children: ComponentChildren;
}) {
  return (
    <div class="form-view">
      <header>
        <h2>{title}</h2>
        <p class="quiet">{about}</p>
      </header>
      {children}
    </div>
  );
}

/** What the check says of this file stands over the form as well. */
function Findings({ session, path }: { session: FlowsSession; path: string }) {
  const mine = session.checked.value?.findings.filter(({ file }) => file === path) ?? [];
  if (mine.length === 0) return null;
  return (
    <ul class="form-findings">
      {mine.map(({ line, what, fix }) => (
        <li key={`${line} ${what}`}>
          {what}: <em>{fix}</em>
        </li>
      ))}
    </ul>
  );
}
