/** A business's chart for the page of a run: the whole call, then each flow, each as SVG on its own. */
import type { AnyStateMachine } from 'xstate';
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import { type ChartPicture, picturesOf } from '../console/chart-picture.ts';
import { panelSvg } from '../drawing/svg-panel.ts';
import type { RunPicture } from './run-document.ts';

export async function runPictures(definition: Definition, clock: Clock): Promise<RunPicture[]> {
  const machine = buildCallChart(definition) as unknown as AnyStateMachine;
  const { overview, inside } = await picturesOf(machine, clock, true);
  return [
    pictured(
      '',
      'the whole call',
      'Each flow is one box here: open it to see its steps.',
      overview,
    ),
    ...Object.entries(inside).map(([id, picture]) => {
      const flow = id.split('.').at(-1) ?? id;
      const about = definition.flows[flow]?.about ?? '';
      return pictured(id, flow.replaceAll('-', ' '), about, picture);
    }),
  ];
}

function pictured(id: string, name: string, about: string, picture: ChartPicture): RunPicture {
  const { width, height } = picture;
  return { id, name, about, width, height, svg: panelSvg(picture) };
}
