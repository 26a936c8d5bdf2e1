/** The Flows page's session: which business, what is looked at, and what is known about its draft. */
import { computed, effect, signal } from '@preact/signals';
import type { ChartPictures } from '../../chart-picture.ts';
import { read, send } from '../ask-server.ts';
import { who, whoWanted } from '../who.tsx';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';
import type { Checked, FlowsView } from './flows-types.ts';

export type FlowsSession = ReturnType<typeof createFlowsSession>;
/** What came of a deed, told above everything until it is put away. */
export interface Notice {
  text: string;
  good: boolean;
}

export type JsonSchema = Record<string, unknown>;

export function createFlowsSession() {
  const businesses = signal<{ id: string; name: string }[] | undefined>(undefined);
  const business = signal('');
  const keeper = signal<DraftKeeper | undefined>(undefined);
  const view = signal<FlowsView>({ kind: 'form', form: 'hours' });
  const checked = signal<Checked | undefined>(undefined);
  const checking = signal(false);
  const pictures = signal<ChartPictures | undefined>(undefined);
  const schemas = signal<Record<string, JsonSchema>>({});
  const problem = signal<string | undefined>(undefined);
  const notice = signal<Notice | undefined>(undefined);
  let pictured: string | undefined;

  async function load(): Promise<void> {
    problem.value = undefined;
    const [known, shapes] = await Promise.all([
      read<{ businesses: { id: string; name: string }[] }>('/businesses'),
      read<{ schemas: Record<string, JsonSchema> }>('/policy-schemas'),
    ]);
    if ('problem' in known || 'problem' in shapes) {
      problem.value = 'problem' in known ? known.problem : 'The server does not answer.';
      return;
    }
    schemas.value = shapes.value.schemas;
    businesses.value = known.value.businesses;
    const wanted = new URLSearchParams(location.search).get('business');
    const first = known.value.businesses.find(({ id }) => id === wanted);
    choose((first ?? known.value.businesses[0])?.id ?? '');
  }

  function choose(id: string): void {
    if (id === '' || id === business.value) return;
    keeper.value?.close();
    business.value = id;
    checked.value = undefined;
    pictures.value = undefined;
    pictured = undefined;
    notice.value = undefined;
    keeper.value = createDraftKeeper(id);
    const { kind } = view.value;
    if (kind === 'file') view.value = { kind: 'file', path: `${id}/business.yaml` };
    history.replaceState(null, '', `/flows?business=${id}`);
  }

  const stamp = computed(() => keeper.value?.state.value?.stamp);
  effect(() => {
    if (stamp.value !== undefined) void check(business.value);
  });

  /** One at a time; what changed meanwhile is looked through right after. */
  async function check(id: string): Promise<void> {
    if (checking.peek()) return;
    checking.value = true;
    const answer = await read<Checked>(`/businesses/${id}/draft/findings`);
    checking.value = false;
    if (id !== business.peek()) {
      if (business.peek() !== '') void check(business.peek());
      return;
    }
    if ('problem' in answer) return;
    checked.value = answer.value;
    void showPicture(id, answer.value.version);
    if (stamp.peek() !== undefined && answer.value.stamp !== stamp.peek()) void check(id);
  }

  async function showPicture(id: string, version: string | undefined): Promise<void> {
    if (version === undefined || version === pictured) return;
    pictured = version;
    const at = `/businesses/${id}/versions/${version}/picture`;
    const answer = await read<ChartPictures>(at);
    if (pictured !== version) return;
    if ('value' in answer) pictures.value = answer.value;
    else pictured = undefined;
  }

  /** A deed that is written down with a name. */
  function named(): boolean {
    if (who.value !== '') return true;
    whoWanted.value = true;
    document.querySelector<HTMLInputElement>('input[name=who]')?.focus();
    return false;
  }

  async function tryOut(): Promise<void> {
    const kept = keeper.value;
    if (kept === undefined || !named()) return;
    // Asked for within the press of the button, or the browser would not open it.
    const page = open('about:blank', '_blank');
    await kept.saveAll();
    const answer = await send<
      { outcome: 'ready'; version: string; number: string } | { outcome: 'refused' }
    >('POST', `/businesses/${business.value}/draft/try`, { who: who.value });
    if ('value' in answer && answer.value.outcome === 'ready') {
      const { version, number } = answer.value;
      const query = new URLSearchParams({ business: business.value, draft: version, to: number });
      if (page) page.location.href = `/call?${query}`;
      else location.href = `/call?${query}`;
      return;
    }
    page?.close();
    const refused = 'The draft cannot be called yet: see what the check found.';
    notice.value = { text: 'problem' in answer ? answer.problem : refused, good: false };
  }

  void load();
  return {
    businesses,
    business,
    keeper,
    view,
    checked,
    checking,
    pictures,
    schemas,
    problem,
    notice,
    load,
    choose,
    named,
    tryOut,
    show(next: FlowsView): void {
      view.value = next;
    },
  };
}
