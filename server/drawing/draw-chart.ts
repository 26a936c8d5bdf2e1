/** A business's chart as one SVG: the whole call first, then each flow from within, under its name. */
import type { AnyStateMachine } from 'xstate';
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import { type ChartPicture, picturesOf } from '../console/chart-picture.ts';
import { escaped, type Marks, panelSvg, styles } from './svg-panel.ts';

const margin = 24;
const headingHeight = 44;
const titleHeight = 56;
const widthMin = 560;

interface Panel {
  heading: string;
  about: string;
  picture: ChartPicture;
}

export interface DrawOptions {
  clock: Clock;
  title: string;
  /** The machine to draw instead of the definition's own, and what is new or gone in it. */
  machine?: AnyStateMachine;
  marks?: Marks;
}

export async function drawChart(definition: Definition, options: DrawOptions): Promise<string> {
  const machine = options.machine ?? (buildCallChart(definition) as unknown as AnyStateMachine);
  const { overview, inside } = await picturesOf(machine, options.clock, true);
  const panels: Panel[] = [
    { heading: 'The whole call', about: 'Each flow is one box here.', picture: overview },
    ...Object.entries(inside).map(([id, picture]) => panelOf(definition, id, picture)),
  ];
  return sheet(options.title, panels, options.marks);
}

function panelOf(definition: Definition, id: string, picture: ChartPicture): Panel {
  const name = id.split('.').at(-1) ?? id;
  const about = definition.flows[name]?.about ?? '';
  return { heading: name.replaceAll('-', ' '), about, picture };
}

/** One panel below the other: a picture this size is scrolled, and read from the top. */
function sheet(title: string, panels: Panel[], marks: Marks | undefined): string {
  const width = Math.max(widthMin, ...panels.map(({ picture }) => picture.width)) + margin * 2;
  const parts: string[] = [];
  let top = titleHeight;
  for (const { heading, about, picture } of panels) {
    parts.push(
      `<g transform="translate(${margin} ${top})">`,
      `<text class="heading" x="0" y="18">${escaped(heading)}</text>`,
      `<text class="about" x="0" y="36">${escaped(about)}</text>`,
      `<g transform="translate(0 ${headingHeight})">${panelSvg(picture, marks)}</g>`,
      '</g>',
    );
    top += headingHeight + picture.height + margin;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" `,
    `viewBox="0 0 ${width} ${top}" role="img" aria-label="${escaped(title)}">`,
    `<style>${styles}</style>`,
    `<rect class="paper" width="${width}" height="${top}"/>`,
    `<text class="title" x="${margin}" y="36">${escaped(title)}</text>`,
    ...parts,
    '</svg>\n',
  ].join('');
}
