/** One file in the editor; a default is shown to be read, with the way to lay one's own over it. */
import { useEffect, useRef } from 'preact/hooks';
import { nameOf } from './draft-keeper.ts';
import type { FlowsSession } from './flows-session.ts';
import { knownNames } from './known-names.ts';
import { openYamlEditor, type YamlEditor } from './yaml-editor.ts';

interface FileViewProps {
  session: FlowsSession;
  path: string;
  line: number | undefined;
}

export function FileView({ session, path, line }: FileViewProps) {
  const { keeper, business } = session;
  const kept = keeper.value;
  const own = path.startsWith(`${business.value}/`);
  const file = kept?.state.value?.files.find((each) => each.path === path);
  const copyable = !own && /\/flows\//.test(path);
  const override = (): void => {
    const target = `${business.value}/${nameOf(path)}`;
    kept?.edit(target, kept.textOf(target) || (file?.text ?? ''));
    session.show({ kind: 'file', path: target });
  };
  const remove = (): void => {
    if (!session.named() || !confirm(`Remove ${nameOf(path)} from the draft?`)) return;
    session.show({ kind: 'file', path: `${business.value}/business.yaml` });
    void kept?.remove(path);
  };
  return (
    <div class="file-view">
      <header>
        <h2>{nameOf(path)}</h2>
        {!own && <span class="badge">default, for every business</span>}
        {file?.who !== undefined && own && <span class="quiet">last saved by {file.who}</span>}
        {own && nameOf(path) !== 'business.yaml' && file !== undefined && (
          <button type="button" class="plain small remove-file" onClick={remove}>
            Remove the file
          </button>
        )}
        {copyable && (
          <button type="button" class="plain" onClick={override}>
            Change it for this business
          </button>
        )}
      </header>
      <Editor key={path} session={session} path={path} line={line} own={own} />
    </div>
  );
}

function Editor({ session, path, line, own }: FileViewProps & { own: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<YamlEditor | undefined>(undefined);
  const { keeper, checked, schemas } = session;
  const text = keeper.value?.textOf(path) ?? '';
  useEffect(() => {
    if (place.current === null) return;
    const made = openYamlEditor(place.current, {
      path,
      text,
      readOnly: !own,
      schema: () => schemas.value[shapeOf(path)],
      names: () => knownNames(path, keeper.value?.state.value?.files ?? [], keeper.value?.textOf),
      changed: (next) => keeper.value?.edit(path, next),
    });
    editor.current = made;
    return () => made.close();
  }, []);
  useEffect(() => editor.current?.follow(text), [text]);
  const mine = checked.value?.findings.filter(({ file }) => file === path) ?? [];
  const found = JSON.stringify(mine);
  useEffect(() => editor.current?.show(mine), [found]);
  const asked = session.view.value;
  useEffect(() => {
    if (line !== undefined) editor.current?.goTo(line);
  }, [asked]);
  return <div ref={place} class="editor" />;
}

function shapeOf(path: string): string {
  const name = nameOf(path);
  return name.startsWith('flows/') ? 'flow' : name.replace(/\.yaml$/, '');
}
