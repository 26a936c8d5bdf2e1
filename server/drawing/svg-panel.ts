/** One picture of a chart as SVG text that stands on its own: boxes, arrows, and what is on them. */
import type { ChartEdge, ChartNode, ChartPicture } from '../console/chart-picture.ts';

/** What a comparison found, by the id of a box and by `from to` of an arrow. */
export interface Marks {
  added: ReadonlySet<string>;
  removed: ReadonlySet<string>;
}

/** The colours of the call page, on white: this goes onto paper and into mails. */
export const styles = [
  '.paper{fill:#fff}',
  'text{font:13px system-ui,sans-serif;fill:#1d2733}',
  '.title{font-size:20px;font-weight:600}.heading{font-size:15px;font-weight:600}',
  '.about{font-size:12px;fill:#5b6876}',
  '.box{fill:#f4f7fa;stroke:#8fa1b3}.group{fill:#fafcfe;stroke:#c5d0db}',
  '.folded{fill:#e8f0f8}.final{fill:#1d2733}.final+text{fill:#fff}',
  '.anywhere,.exit{fill:#fff;stroke-dasharray:4 3}',
  '.name{text-anchor:middle}.group-name{font-size:12px;fill:#5b6876}',
  '.arrow{fill:none;stroke:#75879a}.head{fill:#75879a}',
  '.label{font-size:11px;fill:#48586a;text-anchor:middle}.initial{fill:#1d2733}',
  '.added .box,.added .arrow{stroke:#12813f;stroke-width:2}.added .box{fill:#e5f6ec}',
  '.added .head,.added .label{fill:#12813f}',
  '.removed .box,.removed .arrow{stroke:#b3261e;stroke-width:2;stroke-dasharray:6 3}',
  '.removed .box{fill:#fdeceb}.removed .head,.removed .label{fill:#b3261e}',
].join('');

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function panelSvg({ nodes, edges }: ChartPicture, marks?: Marks): string {
  const groups = nodes.filter(({ kind }) => kind === 'group');
  const others = nodes.filter(({ kind }) => kind !== 'group');
  return [
    ...groups.map((node) => box(node, marks)),
    ...edges.map((edge) => arrow(edge, marks)),
    ...others.map((node) => box(node, marks)),
  ].join('');
}

function markOf(id: string, marks: Marks | undefined): string {
  if (marks?.added.has(id)) return ' added';
  return marks?.removed.has(id) ? ' removed' : '';
}

function box(node: ChartNode, marks: Marks | undefined): string {
  const { id, x, y, width, height, kind, label, stays } = node;
  const stay = stays.length > 0 ? `\nstays on: ${stays.join(', ')}` : '';
  const round = kind === 'final' ? height / 2 : 8;
  const group = kind === 'group';
  const name = group
    ? `<text class="group-name" x="${x + 12}" y="${y + 19}">${escaped(label)}</text>`
    : `<text class="name" x="${x + width / 2}" y="${y + height / 2 + 4.5}">${escaped(label)}</text>`;
  const start = node.initial ? `<circle class="initial" cx="${x + 9}" cy="${y + 9}" r="2.5"/>` : '';
  return [
    `<g class="node${markOf(id, marks)}" data-state="${escaped(id)}" data-kind="${kind}">`,
    `<title>${escaped(id + stay)}</title>`,
    `<rect class="box ${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"/>`,
    `${name}${start}</g>`,
  ].join('');
}

function arrow({ from, to, points, events, label, labelAt }: ChartEdge, marks?: Marks): string {
  const way = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const text = labelAt
    ? `<text class="label" x="${labelAt.x + labelAt.width / 2}" y="${labelAt.y + 11}">${escaped(label)}</text>`
    : '';
  return [
    `<g class="edge${markOf(`${from} ${to}`, marks)}" data-from="${escaped(from)}" data-to="${escaped(to)}">`,
    `<title>${escaped(events.join('\n'))}</title>`,
    `<path class="arrow" d="${way}"/><path class="head" d="${headOf(points)}"/>${text}</g>`,
  ].join('');
}

const headLength = 7;

function headOf(points: ChartEdge['points']): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return '';
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [alongX, alongY] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const [backX, backY] = [tip.x - alongX * headLength, tip.y - alongY * headLength];
  const [sideX, sideY] = [-alongY * 3.5, alongX * 3.5];
  return (
    `M${tip.x} ${tip.y}L${backX + sideX} ${backY + sideY}` + `L${backX - sideX} ${backY - sideY}Z`
  );
}
