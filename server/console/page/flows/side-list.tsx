/** What can be looked at: the forms, the business's files, the defaults below them, and the versions. */
import { useSignal } from '@preact/signals';
import { nameOf } from './draft-keeper.ts';
import type { FlowsSession } from './flows-session.ts';
import type { FlowsView, FormName } from './flows-types.ts';

const forms: { form: FormName; name: string }[] = [
  { form: 'hours', name: 'Hours' },
  { form: 'holidays', name: 'Holidays' },
  { form: 'people', name: 'People' },
  { form: 'services', name: 'Services' },
  { form: 'questions', name: 'Questions' },
];

const filesRead = ['questions', 'words', 'rules', 'timing', 'repair', 'understanding'];

export function SideList({ session }: { session: FlowsSession }) {
  const { keeper, business } = session;
  const files = keeper.value?.state.value?.files ?? [];
  const own = new Set([
    ...files.filter((file) => file.own).map(({ path }) => path),
    ...Object.keys(keeper.value?.edits.value ?? {}),
  ]);
  const defaults = files.filter((file) => !file.own).map(({ path }) => path);
  return (
    <nav class="side" aria-label="What to change">
      <h2>Everyday changes</h2>
      <ul>
        {forms.map(({ form, name }) => (
          <Entry key={form} session={session} to={{ kind: 'form', form }} name={name} />
        ))}
      </ul>
      <h2>Files</h2>
      <ul>
        {[...own].sort(inOrder).map((path) => (
          <Entry key={path} session={session} to={{ kind: 'file', path }} name={nameOf(path)} />
        ))}
      </ul>
      <NewFile session={session} own={own} business={business.value} />
      <details>
        <summary>Defaults</summary>
        <ul>
          {defaults.map((path) => (
            <Entry key={path} session={session} to={{ kind: 'file', path }} name={nameOf(path)} />
          ))}
        </ul>
      </details>
      <h2>History</h2>
      <ul>
        <Entry session={session} to={{ kind: 'versions' }} name="Versions" />
      </ul>
    </nav>
  );
}

interface EntryProps {
  session: FlowsSession;
  to: FlowsView;
  name: string;
}

function Entry({ session, to, name }: EntryProps) {
  const { view, checked, keeper } = session;
  const now = view.value;
  const here =
    now.kind === to.kind &&
    (now.kind !== 'file' || (to.kind === 'file' && to.path === now.path)) &&
    (now.kind !== 'form' || (to.kind === 'form' && to.form === now.form));
  const path = to.kind === 'file' ? to.path : undefined;
  const findings = checked.value?.findings.filter(({ file }) => file === path).length ?? 0;
  const file = keeper.value?.state.value?.files.find((each) => each.path === path);
  const changed = (file?.revision ?? 0) > 0 || (path && keeper.value?.edits.value[path]);
  return (
    <li>
      <button
        type="button"
        aria-current={here ? 'true' : undefined}
        onClick={() => session.show(to)}
      >
        <span>{name}</span>
        {changed && (
          <i class="changed" title="changed in this draft">
            <span class="unseen">changed</span>
          </i>
        )}
        {findings > 0 && (
          <b class="count">
            {findings}
            <span class="unseen"> findings</span>
          </b>
        )}
      </button>
    </li>
  );
}

interface NewFileProps {
  session: FlowsSession;
  own: Set<string>;
  business: string;
}

/** A file of one's own begins as a copy of the default, or empty. */
function NewFile({ session, own, business }: NewFileProps) {
  const chosen = useSignal('');
  const missing = filesRead.map((name) => `${name}.yaml`);
  const flows = (session.keeper.value?.state.value?.files ?? [])
    .filter(({ path }) => path.startsWith('defaults/flows/'))
    .map(({ path }) => nameOf(path));
  const offered = [...missing, ...flows].filter((name) => !own.has(`${business}/${name}`));
  const add = (name: string): void => {
    const clean = name.trim().replace(/\.yaml$/, '');
    if (clean === '') return;
    const known = offered.includes(`${clean}.yaml`);
    const inFlows = known
      ? clean
      : `flows/${clean
          .replace(/^flows\//, '')
          .replaceAll(' ', '-')
          .toLowerCase()}`;
    const path = `${business}/${inFlows}.yaml`;
    const copied = inFlows.startsWith('flows/')
      ? session.keeper.value?.textOf(`defaults/${inFlows}.yaml`)
      : undefined;
    session.keeper.value?.edit(path, copied || startOf(inFlows));
    session.show({ kind: 'file', path });
    chosen.value = '';
  };
  return (
    <form
      class="new-file"
      onSubmit={(event) => {
        event.preventDefault();
        add(chosen.value);
      }}
    >
      <input
        aria-label="Add a file or a flow of your own"
        placeholder="Add a file"
        list="files-offered"
        value={chosen.value}
        onInput={(event) => {
          chosen.value = event.currentTarget.value;
        }}
      />
      <datalist id="files-offered">
        {offered.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="submit" class="plain" disabled={chosen.value.trim() === ''}>
        Add
      </button>
    </form>
  );
}

function startOf(name: string): string {
  if (!name.startsWith('flows/')) return `# ${name}: what this business has of its own.\n`;
  const id = name.slice('flows/'.length);
  return [
    `flow: ${id}`,
    'about: Say here what the caller wants.',
    'wordings:',
    '  - how a caller asks for it',
    'first: done',
    'steps:',
    '  done:',
    '    end: answered',
    '',
  ].join('\n');
}

function inOrder(one: string, other: string): number {
  const rank = (path: string) =>
    path.endsWith('/business.yaml') ? 0 : path.includes('/flows/') ? 2 : 1;
  return rank(one) - rank(other) || one.localeCompare(other);
}
