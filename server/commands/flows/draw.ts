/** `flows -- draw`: the chart as a picture, or as the JSON that statechart editors open. */
import { writeFileSync } from 'node:fs';
import { callChart } from '../../../machines/call/build-call-chart.ts';
import { systemClock } from '../../../services/clock.ts';
import type { Definitions } from '../../../services/definitions/definitions.ts';
import { drawChart } from '../../drawing/draw-chart.ts';
import { type Answer, type Asked, businessOf, UsageError } from './asked.ts';

const formats = ['svg', 'json'];

export async function draw(loaded: Definitions, asked: Asked): Promise<Answer> {
  const { format = 'svg', out } = asked;
  if (!formats.includes(format)) throw new UsageError(`use --format ${formats.join(' or ')}`);
  const drawable = [...loaded.definitions, ...loaded.disproved];
  const id = businessOf(
    asked,
    drawable.map(({ business }) => business.id),
  );
  const definition = drawable.find(({ business }) => business.id === id);
  if (definition === undefined) {
    const lines = [`${id} has findings and no chart: see npm run flows -- check`];
    return { lines, good: false };
  }
  const title = `${definition.business.name}, version ${definition.version}`;
  const text =
    format === 'svg'
      ? await drawChart(definition, { clock: systemClock, title })
      : `${JSON.stringify(callChart(definition), null, 2)}\n`;
  if (out === undefined) return { lines: [text.trimEnd()], good: true };
  writeFileSync(out, text);
  return { lines: [`${title}: ${out}`], good: true };
}
