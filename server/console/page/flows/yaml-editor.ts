/** The editor of one YAML file: CodeMirror with the schemas' help and the checker's findings in it. */
import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  defaultHighlightStyle,
  HighlightStyle,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { JsonSchema } from './flows-session.ts';
import type { Finding } from './flows-types.ts';
import type { KnownNames } from './known-names.ts';
import { completionsAt, helpAt } from './policy-help.ts';

export interface YamlEditorOptions {
  path: string;
  text: string;
  readOnly: boolean;
  schema(): JsonSchema | undefined;
  names(): KnownNames;
  changed(text: string): void;
}

export interface YamlEditor {
  /** Takes over a text that changed elsewhere; the cursor stays where it is. */
  follow(text: string): void;
  show(findings: Finding[]): void;
  goTo(line: number): void;
  close(): void;
}

/** The usual style's colours, by what they stand for here, in light and dark. */
const colourNames: Record<string, string> = {
  '#00c': 'var(--accent)',
  '#940': 'var(--soft)',
  '#219': 'var(--warm)',
  '#164': 'var(--warm)',
  '#404740': 'var(--soft)',
  '#f00': 'var(--alarm)',
};
const colours = HighlightStyle.define(
  defaultHighlightStyle.specs.map(({ tag, color }) => ({
    tag,
    color: colourNames[String(color)] ?? 'var(--ink)',
  })),
);

export function openYamlEditor(parent: HTMLElement, options: YamlEditorOptions): YamlEditor {
  let following = false;
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorView.contentAttributes.of({ 'aria-label': `${options.path}, a YAML file` }),
        EditorState.readOnly.of(options.readOnly),
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        indentUnit.of('  '),
        yaml(),
        syntaxHighlighting(colours),
        ...(options.readOnly ? [] : [highlightActiveLine(), completing(options)]),
        hoverTooltip((editor, position) => tooltip(editor, position, options)),
        // Escape first lets Tab leave the editor, so that a keyboard is never caught in it.
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !following) options.changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    follow(text) {
      const now = view.state.doc.toString();
      if (text === now) return;
      following = true;
      view.dispatch({ changes: differenceOf(now, text) });
      following = false;
    },
    show: (findings) => {
      view.dispatch(
        setDiagnostics(
          view.state,
          findings.map((each) => diagnosticOf(view, each)),
        ),
      );
    },
    goTo(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      const effects = EditorView.scrollIntoView(from, { y: 'center' });
      view.dispatch({ selection: { anchor: from }, effects });
      view.focus();
    },
    close: () => view.destroy(),
  };
}

function completing({ schema, names }: YamlEditorOptions) {
  return autocompletion({
    icons: false,
    override: [
      (context) => {
        const word = context.matchBefore(/[\w-]*/);
        if (!context.explicit && (word === null || word.from === word.to)) return null;
        const text = context.state.doc.toString();
        const offered = completionsAt(text, context.pos, schema(), names());
        if (offered.length === 0) return null;
        return {
          from: word?.from ?? context.pos,
          options: offered.map(({ label, detail, info, apply }) => ({
            label,
            ...(detail === undefined ? {} : { detail }),
            ...(info === undefined ? {} : { info }),
            ...(apply === undefined ? {} : { apply }),
          })),
          validFor: /^[\w-]*$/,
        };
      },
    ],
  });
}

function tooltip(editor: EditorView, position: number, { schema }: YamlEditorOptions) {
  const help = helpAt(editor.state.doc.toString(), position, schema());
  if (help === undefined) return null;
  return {
    pos: position,
    above: true,
    create() {
      const dom = document.createElement('div');
      dom.className = 'help-tooltip';
      dom.textContent = help;
      return { dom };
    },
  };
}

function diagnosticOf({ state }: EditorView, { line, what, fix }: Finding): Diagnostic {
  const at = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
  const from = at.from + (at.text.length - at.text.trimStart().length);
  return { from, to: Math.max(from, at.to), severity: 'error', message: `${what}: ${fix}` };
}

/** Only what is different is replaced: cursor, scroll and folded history stay with the rest. */
function differenceOf(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  const shorter = Math.min(before.length, after.length);
  while (from < shorter && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
