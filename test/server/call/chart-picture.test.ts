/** The picture of a chart: what is shown, what is folded, and that nothing lies on anything else. */
import { describe, expect, it } from 'vitest';
import {
  type ChartNode,
  type ChartPicture,
  pictureOf,
  picturesOf,
} from '../../../server/console/chart-picture.ts';
import { practiceChart } from '../../support/practice-chart.ts';

function nodeOf(picture: ChartPicture, id: string): ChartNode {
  const node = picture.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) throw new Error(`${id} is not in the picture`);
  return node;
}

function overlap(one: ChartNode, other: ChartNode): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

describe('the picture of a chart', () => {
  it('shows the whole call with each flow as one box inside serving', async () => {
    const picture = await pictureOf(practiceChart);
    const shown = picture.nodes.map((node) => `${node.kind} ${node.id}`);
    expect(shown).toEqual(
      expect.arrayContaining([
        'step arriving',
        'step asking-intent',
        'group serving',
        'folded serving.book',
        'folded serving.cancel',
        'folded escalating',
        'final ended',
        'anywhere *',
      ]),
    );
    expect(shown.some((line) => line.includes('serving.book.'))).toBe(false);
    expect(nodeOf(picture, 'serving.book').parent).toBe('serving');
    expect(nodeOf(picture, 'arriving').initial).toBe(true);
    expect(nodeOf(picture, 'greeting').initial).toBe(false);
  });

  it('draws what every state offers once, from one place', async () => {
    const picture = await pictureOf(practiceChart);
    const fromAnywhere = picture.edges.filter((edge) => edge.from === '*');
    expect(fromAnywhere.map((edge) => `${edge.label} > ${edge.to}`).sort()).toEqual([
      'hung up > ended',
      'line broke > failing',
      'wanted person > escalating',
    ]);
  });

  it('shows a flow from within, with its steps and the places it leads to', async () => {
    const picture = await pictureOf(practiceChart, { inside: 'serving.book' });
    expect(nodeOf(picture, 'serving.book.when').kind).toBe('folded');
    expect(nodeOf(picture, 'serving.book.offering').kind).toBe('step');
    expect(nodeOf(picture, 'anything-else').kind).toBe('exit');
    expect(nodeOf(picture, 'escalating').kind).toBe('exit');
    const labels = picture.edges
      .filter((edge) => edge.from === 'serving.book.booking')
      .map((edge) => `${edge.label} > ${edge.to}`);
    expect(labels.sort()).toEqual([
      'committed > serving.book.telling',
      'error > escalating',
      'taken > serving.book.offering',
    ]);
  });

  it('names the events that a state answers without leaving, and times by their seconds', async () => {
    const picture = await pictureOf(practiceChart);
    expect(nodeOf(picture, 'asking-intent').stays).toEqual(['was silent']);
    const timed = picture.edges.find(
      (edge) => edge.from === 'asking-intent' && edge.to === 'closing',
    );
    expect(timed?.label).toBe('after 8 s');
  });

  it('lays every folded state out from within, and no box over another', async () => {
    const pictures = await picturesOf(practiceChart);
    const flows = ['serving.book', 'serving.cancel', 'serving.reschedule'];
    expect(Object.keys(pictures.inside).sort()).toEqual(['escalating', ...flows]);
    for (const picture of [pictures.overview, ...Object.values(pictures.inside)]) {
      for (const one of picture.nodes) {
        expect(one.x >= 0 && one.x + one.width <= picture.width, one.id).toBe(true);
        expect(one.y >= 0 && one.y + one.height <= picture.height, one.id).toBe(true);
        for (const other of picture.nodes) {
          if (one.id >= other.id || one.parent !== other.parent) continue;
          expect(overlap(one, other), `${one.id} over ${other.id}`).toBe(false);
        }
      }
      for (const edge of picture.edges) expect(edge.points.length).toBeGreaterThan(1);
    }
    expect(JSON.parse(JSON.stringify(pictures))).toEqual(pictures);
  });

  it('leaves the work of laying out to a thread of its own, so that no call waits for it', async () => {
    const threadBefore = process.threadCpuUsage();
    const processBefore = process.cpuUsage();
    await picturesOf(practiceChart);
    const thread = process.threadCpuUsage(threadBefore);
    const whole = process.cpuUsage(processBefore);
    expect(thread.user + thread.system).toBeLessThan((whole.user + whole.system) / 3);
  });
});
