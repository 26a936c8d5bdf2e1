/** One page's session: what it shows, and everything that can be done on it. */
import { createCallSignals } from './call-signals.ts';
import { fetchChart, fetchNumbers, type TriedDraft } from './server-api.ts';
import { call, type Telephone, useMicrophone } from './telephone.ts';
import { createTypedWords } from './typed-words.ts';

export type CallSession = ReturnType<typeof createCallSession>;

export function createCallSession() {
  const shown = createCallSignals();
  const telephone: Telephone = { shown };
  const { numbers, chosen, notice, draft } = shown;
  const asked = new URLSearchParams(location.search);
  draft.value = draftIn(asked);
  const showChart = chartKeeper(shown.pictures);

  /** The number in the form: its chart and its calendar are shown before anybody calls. */
  function choose(number: string): void {
    chosen.value = number;
    const { version } = numbers.value.find((known) => known.number === number) ?? {};
    if (version !== undefined) void showChart(version);
  }

  async function loadNumbers(): Promise<void> {
    const answer = await fetchNumbers();
    if ('problem' in answer) {
      notice.value = answer.problem;
      return;
    }
    numbers.value = answer.value;
    const known = answer.value.find(({ number }) => number === asked.get('to'));
    choose((known ?? answer.value[0])?.number ?? '');
  }

  // A definition published since the page was opened has another chart.
  shown.view.subscribe(({ version }) => {
    if (version !== undefined) void showChart(version);
  });
  void loadNumbers();
  return {
    ...shown,
    choose,
    call: async (from: string) => {
      if (numbers.value.length === 0) await loadNumbers();
      await call(telephone, from);
    },
    useMicrophone: (wanted: boolean) => useMicrophone(telephone, wanted),
    typed: createTypedWords(
      (words) => telephone.line?.journal?.words(words),
      (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    ),
    press: (digit: string) => telephone.line?.handset.press(digit),
    hangUp: () => telephone.line?.handset.hangUp(),
  };
}

/** The Flows page sends people here with the draft that they want to try. */
function draftIn(asked: URLSearchParams): TriedDraft | undefined {
  const [business, version] = [asked.get('business'), asked.get('draft')];
  return business && version ? { business, version } : undefined;
}

/** Fetches each version's pictures once, and never shows those of a version that was left. */
function chartKeeper(pictures: ReturnType<typeof createCallSignals>['pictures']) {
  let wanted: string | undefined;
  return async (version: string): Promise<void> => {
    if (wanted === version) return;
    wanted = version;
    const answer = await fetchChart(version);
    if (wanted === version && 'value' in answer) pictures.value = answer.value;
  };
}
