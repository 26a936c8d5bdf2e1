/** The picture of a chart that operations print: everything in it can be read, and nothing overlaps. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { buildCallChart, callChart } from '../../../machines/call/build-call-chart.ts';
import { type ChartPicture, picturesOf } from '../../../server/console/chart-picture.ts';
import { drawChart } from '../../../server/drawing/draw-chart.ts';
import { systemClock } from '../../../services/clock.ts';
import { shippedDefinition } from '../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');
let pictures: ChartPicture[] = [];
let svg = '';

beforeAll(async () => {
  const machine = buildCallChart(clinic) as never;
  const { overview, inside } = await picturesOf(machine, systemClock, true);
  pictures = [overview, ...Object.values(inside)];
  svg = await drawChart(clinic, { clock: systemClock, title: 'The <clinic>' });
});

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Half a pixel of touching is no overlap. */
function overlap(one: Rectangle, other: Rectangle): boolean {
  const slack = 0.5;
  return (
    one.x + slack < other.x + other.width &&
    other.x + slack < one.x + one.width &&
    one.y + slack < other.y + other.height &&
    other.y + slack < one.y + one.height
  );
}

function overlapping(things: (Rectangle & { name: string })[]): string[] {
  return things.flatMap((one, index) =>
    things
      .slice(index + 1)
      .filter((other) => overlap(one, other))
      .map((other) => `${one.name} and ${other.name}`),
  );
}

describe('the picture of a large chart', () => {
  it('shows every flow and every step of it', () => {
    const drawn = new Set(pictures.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
    const missing = clinic.business.flows.flatMap((flow) =>
      Object.keys(clinic.flows[flow]?.steps ?? {})
        .map((step) => `serving.${flow}.${step}`)
        .filter((state) => !drawn.has(state)),
    );
    expect(drawn.size).toBeGreaterThan(80);
    expect(missing).toEqual([]);
  });

  it('sets no box on another one, but for groups around theirs', () => {
    for (const { nodes } of pictures) {
      const boxes = nodes.filter(({ kind }) => kind !== 'group');
      expect(overlapping(boxes.map((node) => ({ ...node, name: node.id })))).toEqual([]);
    }
  });

  it('sets no word on a box or on another word', () => {
    for (const { nodes, edges } of pictures) {
      const labels = edges.flatMap(({ from, to, labelAt }) =>
        labelAt ? [{ ...labelAt, name: `${from} to ${to}` }] : [],
      );
      expect(labels.length).toBe(edges.filter(({ label }) => label !== '').length);
      const boxes = nodes
        .filter(({ kind }) => kind !== 'group')
        .map((node) => ({ ...node, name: node.id }));
      expect(overlapping(labels)).toEqual([]);
      const onBoxes = labels.flatMap((label) =>
        boxes.filter((box) => overlap(label, box)).map(({ name }) => `${label.name} on ${name}`),
      );
      expect(onBoxes).toEqual([]);
    }
  });

  it('stands on its own, and its texts are texts', () => {
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    expect(svg).toContain('The &lt;clinic&gt;');
    expect(svg).not.toContain('The <clinic>');
    expect(svg).not.toMatch(/href|<script|NaN|undefined/);
  });
});

describe('the chart as statechart editors open it', () => {
  it('is plain JSON, and a machine with the same states and edges', () => {
    const json = JSON.parse(JSON.stringify(callChart(clinic)));
    const machine = createMachine(json);
    const ids = (root: { id: string; states: object }): string[] => [
      root.id,
      ...Object.values(root.states).flatMap(ids),
    ];
    expect(ids(machine.root)).toEqual(ids(buildCallChart(clinic).root));
    expect(machine.events.toSorted()).toEqual(buildCallChart(clinic).events.toSorted());
  });
});
