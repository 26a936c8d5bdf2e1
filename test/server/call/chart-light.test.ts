/** The light on the chart: where the call is, and the way it has come. */
import { describe, expect, it } from 'vitest';
import { insideOf, lightOf } from '../../../server/call/page/chart-light.ts';
import { picturesOf } from '../../../server/console/chart-picture.ts';
import { practiceChart } from '../../support/practice-chart.ts';

const pictures = await picturesOf(practiceChart);

function step(from: string, to: string) {
  return { from: [from], to: [to], why: 'wanted' };
}

describe('the light on the chart', () => {
  it('lights the flow as one box outside, and the step of it inside', () => {
    const leaf = 'serving.book.when.asking';
    const way = [
      step('asking-intent', 'serving.book.service.asking'),
      step('serving.book.service.asking', leaf),
    ];
    const inside = insideOf(pictures, [leaf]);
    expect(inside).toBe('serving.book');
    expect([...lightOf(pictures.overview, [leaf], way).active]).toEqual(['serving.book']);
    const within = lightOf(pictures.inside['serving.book'] ?? pictures.overview, [leaf], way);
    expect([...within.active]).toEqual(['serving.book.when']);
    expect(within.walked).toContain('serving.book.service');
  });

  it('draws the way on the arrow of the group when the step itself has none', () => {
    const way = [step('asking-intent', 'serving.book.service.asking')];
    const light = lightOf(pictures.overview, ['serving.book.service.asking'], way);
    const { lastEdge, lastWhy } = light;
    const edge = pictures.overview.edges[lastEdge ?? -1];
    expect(edge).toMatchObject({ from: 'asking-intent', to: 'serving' });
    expect(lastWhy).toBe('wanted');
  });

  it('draws a way that every state has on the arrow from anywhere', () => {
    const way = [step('greeting', 'escalating.announcing')];
    const { lastEdge } = lightOf(pictures.overview, ['escalating.announcing'], way);
    expect(pictures.overview.edges[lastEdge ?? -1]).toMatchObject({ from: '*', to: 'escalating' });
  });

  it('is dark before the call, and no flow is open', () => {
    const light = lightOf(pictures.overview, [], []);
    expect(light.active.size + light.walked.size + light.walkedEdges.size).toBe(0);
    expect(insideOf(pictures, ['greeting'])).toBeUndefined();
  });
});
