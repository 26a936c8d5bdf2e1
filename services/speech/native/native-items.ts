/** What a listening model heard, piece by piece: each with its words and, later, its labels. */
import { ServiceError } from '../../errors.ts';
import type { HeardWords } from '../speech.ts';

export interface NativeItems {
  /** More of an item's words. */
  heard(id: string, more: string): void;
  /** All of an item's words: they will not change any more. */
  settled(id: string, text?: string): void;
  labelled(id: string, json: string): void;
  unlabelled(id: string, why: string): void;
  turnTaken(): void;
  labelsOf(text: string): Promise<string> | undefined;
  /** The connection is gone, and with it whatever was not settled. */
  broken(why: string): void;
}

interface Item {
  id: string;
  text: string;
  settled: boolean;
  /** Words of it that were answered before it was settled. */
  taken: number;
  labels: PromiseWithResolvers<string>;
}

/** A turn is read from a few items at most; older ones were answered long ago. */
const keptMax = 6;
/** Longer than anybody says in one turn. */
const textLengthMax = 2_000;

export function createNativeItems(words: (words: HeardWords) => void): NativeItems {
  let items: Item[] = [];
  /** Words of a broken connection that were answered: the next one hears their audio again. */
  let takenBefore = 0;

  function itemOf(id: string): Item {
    const known = items.find((item) => item.id === id);
    if (known !== undefined) return known;
    const labels = Promise.withResolvers<string>();
    // Nobody may ask for them.
    labels.promise.catch(() => undefined);
    const item: Item = { id, text: '', settled: false, taken: takenBefore, labels };
    takenBefore = 0;
    for (const old of items.slice(0, Math.max(0, items.length + 1 - keptMax))) {
      old.labels.reject(new ServiceError('understanding-failed', 'the words are too old'));
    }
    items = [...items, item].slice(-keptMax);
    return item;
  }

  function tell(item: Item): void {
    const text = wordsOf(item.text).slice(item.taken).join(' ');
    if (text !== '') words({ text, final: item.settled, turnOver: item.settled });
  }

  return {
    heard(id, more) {
      const item = itemOf(id);
      if (item.settled) return;
      item.text = (item.text + more).slice(0, textLengthMax);
      tell(item);
    },
    settled(id, text) {
      const item = itemOf(id);
      if (item.settled) return;
      item.settled = true;
      if (text !== undefined) item.text = text.slice(0, textLengthMax);
      tell(item);
    },
    labelled: (id, json) => itemOf(id).labels.resolve(json),
    unlabelled: (id, why) =>
      itemOf(id).labels.reject(new ServiceError('understanding-failed', why)),
    turnTaken() {
      for (const item of items) item.taken = wordsOf(item.text).length;
    },
    labelsOf(text) {
      const wanted = wordsOf(text).join(' ');
      for (let count = 1; count <= items.length; count += 1) {
        const last = items.slice(-count);
        if (last.map((item) => wordsOf(item.text).join(' ')).join(' ') !== wanted) continue;
        // One answer is one JSON text; of a turn in pieces, each piece has its own.
        return Promise.allSettled(last.map(({ labels }) => labels.promise)).then(joined);
      }
      return undefined;
    },
    broken(why) {
      const open = items.find(({ settled }) => !settled);
      takenBefore = open?.taken ?? 0;
      for (const { labels } of items) {
        labels.reject(new ServiceError('understanding-failed', why));
      }
      items = [];
    },
  };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/**
 * Several lists of labels as one; what is none is left for whoever reads it to find fault with. Where
 * the caller went on, only the later piece has labels, and they are for all of it.
 */
function joined(settled: PromiseSettledResult<string>[]): string {
  const answers = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = settled.find((each) => each.status === 'rejected');
  if (answers.length === 0 && failed !== undefined) throw failed.reason;
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return only;
  try {
    const lists = answers.map((answer) => (JSON.parse(answer) as { meant: unknown[] }).meant);
    return JSON.stringify({ meant: lists.flat() });
  } catch {
    return '';
  }
}
