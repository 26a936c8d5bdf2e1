/** Keeps what is typed: at once in this browser, a moment later on the server, never over others' words. */
import { computed, effect, signal } from '@preact/signals';
import { read, send } from '../ask-server.ts';
import { who, whoWanted } from '../who.tsx';
import type { DraftState, Saved, SavedFile } from './flows-types.ts';
import { forgetUnsaved, keepUnsaved, type Unsaved, unsavedOf } from './unsaved.ts';

export interface Conflict {
  /** What was saved meanwhile; without a text, the file was removed. */
  theirs: SavedFile;
  /** What both began from. */
  base: string;
  /** How it came: another save, or the draft is over. */
  how: 'saved' | 'published' | 'discarded';
}

export type SavingState = 'saved' | 'typing' | 'saving' | 'away' | 'nameless' | 'conflict';
export type DraftKeeper = ReturnType<typeof createDraftKeeper>;

/** Somebody who stops typing for so long wants to know what the checker says. */
const pauseMs = 600;
/** How soon another's change is seen, and a server that was away is asked again. */
const lookAgainMs = 4000;

export function createDraftKeeper(business: string) {
  const at = `/businesses/${business}/draft`;
  const state = signal<DraftState | undefined>(undefined);
  const edits = signal<Unsaved>(unsavedOf(business));
  const conflicts = signal<Record<string, Conflict>>({});
  const saving = signal(false);
  const problem = signal<string | undefined>(undefined);
  const news = signal<string | undefined>(undefined);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let looking: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const fileAt = (path: string) => state.value?.files.find((file) => file.path === path);
  const textOf = (path: string): string => edits.value[path]?.text ?? fileAt(path)?.text ?? '';
  const toSave = () => Object.keys(edits.value).filter((path) => !(path in conflicts.value));
  const savingState = computed((): SavingState => {
    if (problem.value !== undefined) return 'away';
    if (Object.keys(conflicts.value).length > 0) return 'conflict';
    if (Object.keys(edits.value).length === 0) return 'saved';
    if (who.value === '') return 'nameless';
    return saving.value ? 'saving' : 'typing';
  });

  function edit(path: string, text: string): void {
    if (text === textOf(path)) return;
    const file = fileAt(path);
    const known = edits.value[path];
    const gone = state.value?.removed.find((each) => each.path === path);
    const begun = known ?? {
      base: file?.text ?? '',
      revision: file?.revision ?? gone?.revision ?? 0,
      draft: state.value?.draft?.id,
    };
    edits.value = { ...edits.value, [path]: { ...begun, text } };
    keepUnsaved(business, edits.value);
    if (who.value === '') whoWanted.value = true;
    soon();
  }

  function soon(): void {
    clearTimeout(pause);
    pause = setTimeout(() => void saveAll(), pauseMs);
  }

  function drop(path: string): void {
    const { [path]: _dropped, ...rest } = edits.value;
    edits.value = rest;
    keepUnsaved(business, rest);
  }

  async function saveAll(): Promise<void> {
    clearTimeout(pause);
    if (saving.value || who.value === '' || closed) return;
    saving.value = true;
    for (const path of toSave()) {
      if (!(await save(path))) break;
    }
    saving.value = false;
    if (toSave().length > 0 && problem.value === undefined) soon();
  }

  /** False when there is no use in going on. */
  async function save(path: string): Promise<boolean> {
    const sent = edits.value[path];
    if (sent === undefined) return true;
    const { text, revision, draft } = sent;
    const body = { path, text, revision, who: who.value, ...(draft ? { draft } : {}) };
    const answer = await send<Saved>('PUT', `${at}/file`, body);
    if ('problem' in answer) {
      problem.value = answer.problem;
      return false;
    }
    problem.value = undefined;
    const { value } = answer;
    if (value.outcome === 'conflict') {
      conflicts.value = {
        ...conflicts.value,
        [path]: { theirs: value.theirs, base: sent.base, how: 'saved' },
      };
    } else if (value.outcome === 'ended') await over(path, value.ended);
    else settle(path, text, value.draft, value.file);
    await look();
    return true;
  }

  /** Typed on meanwhile? Then the rest is saved onto what was just saved. */
  function settle(path: string, sent: string, draft: number, file: SavedFile): void {
    const now = edits.value[path];
    if (state.value !== undefined) state.value = withSaved(state.value, file);
    if (now === undefined || now.text === sent) drop(path);
    else {
      const next = { text: now.text, base: sent, revision: file.revision, draft };
      edits.value = { ...edits.value, [path]: next };
      keepUnsaved(business, edits.value);
    }
  }

  /** Somebody published or discarded under the typing: what is there now stands beside it. */
  async function over(
    path: string,
    ended: Extract<Saved, { outcome: 'ended' }>['ended'],
  ): Promise<void> {
    await look();
    const sent = edits.value[path];
    const file = fileAt(path);
    if (sent === undefined) return;
    const theirs = { path, revision: 0, who: ended.who, atMs: ended.atMs };
    conflicts.value = {
      ...conflicts.value,
      [path]: {
        theirs: file === undefined ? theirs : { ...theirs, text: file.text },
        base: sent.base,
        how: ended.how,
      },
    };
  }

  /** Ends a conflict with this text, or with theirs. */
  function resolve(path: string, text: string | undefined): void {
    const { [path]: conflict, ...rest } = conflicts.value;
    if (conflict === undefined) return;
    conflicts.value = rest;
    const { revision, text: theirs = '' } = conflict.theirs;
    if (text === undefined || text === theirs) drop(path);
    else {
      const draft = state.value?.draft?.id;
      edits.value = { ...edits.value, [path]: { text, base: theirs, revision, draft } };
      keepUnsaved(business, edits.value);
    }
    void saveAll().then(look);
  }

  async function look(): Promise<void> {
    const answer = await read<DraftState>(at);
    if (closed) return;
    if ('problem' in answer) {
      problem.value = answer.problem;
      return;
    }
    const wasAway = problem.value !== undefined;
    problem.value = undefined;
    tell(state.value, answer.value);
    if (state.value?.stamp !== answer.value.stamp) state.value = answer.value;
    if (wasAway && toSave().length > 0) soon();
  }

  function tell(before: DraftState | undefined, now: DraftState): void {
    if (before === undefined || before.stamp === now.stamp) return;
    const others = now.files.filter(
      (file) =>
        file.who !== undefined &&
        file.who !== who.value &&
        file.revision !== (before.files.find(({ path }) => path === file.path)?.revision ?? 0),
    );
    const [first] = others;
    if (first !== undefined) news.value = `${first.who} just changed ${nameOf(first.path)}.`;
    if (before.inForce.atMs !== now.inForce.atMs) {
      const { version, who: publisher } = now.inForce;
      news.value =
        publisher === who.value ? undefined : `${publisher} published version ${version}.`;
    } else if (before.draft !== undefined && now.draft === undefined) {
      news.value = 'The draft was discarded: the files are as callers hear them.';
    }
  }

  async function lookOn(): Promise<void> {
    if (closed) return;
    if (!document.hidden) await look();
    looking = setTimeout(() => void lookOn(), lookAgainMs);
  }

  const stopWatching = effect(() => {
    if (who.value !== '' && Object.keys(edits.peek()).length > 0) soon();
  });
  void lookOn();

  return {
    state,
    edits,
    conflicts,
    savingState,
    problem,
    news,
    textOf,
    edit,
    resolve,
    look,
    saveAll,
    /** Ends the draft for everybody: callers hear what they hear, and the files are as before. */
    async discard(): Promise<void> {
      const draft = state.value?.draft?.id;
      clearTimeout(pause);
      edits.value = {};
      conflicts.value = {};
      forgetUnsaved(business);
      if (draft !== undefined) await send('POST', `${at}/discard`, { draft, who: who.value });
      await look();
      news.value = undefined;
    },
    /** Takes a file of the business's own out of the draft; the default below it counts again. */
    async remove(path: string): Promise<void> {
      const revision = fileAt(path)?.revision ?? 0;
      const draft = state.value?.draft?.id;
      drop(path);
      const body = { path, revision, who: who.value, ...(draft ? { draft } : {}) };
      const answer = await send<Saved>('PUT', `${at}/file`, body);
      if ('problem' in answer) problem.value = answer.problem;
      else if (answer.value.outcome !== 'saved')
        news.value = `${nameOf(path)} was changed meanwhile.`;
      await look();
    },
    close(): void {
      closed = true;
      stopWatching();
      clearTimeout(pause);
      clearTimeout(looking);
    },
  };
}

/** The state as it is until the server tells all of it: nothing on the page jumps back meanwhile. */
function withSaved(state: DraftState, { text = '', ...file }: SavedFile): DraftState {
  const others = state.files.filter(({ path }) => path !== file.path);
  const files = [...others, { ...file, text, own: true }];
  return { ...state, files: files.sort((one, other) => (one.path < other.path ? -1 : 1)) };
}

export function nameOf(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}
