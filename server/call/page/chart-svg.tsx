/** One picture of the chart as SVG, with the way taken drawn through it. */
import type { ChartEdge, ChartNode, ChartPicture } from '../../console/chart-picture.ts';
import type { WayStep } from './call-view.ts';
import { type ChartLight, lightOf } from './chart-light.ts';

interface ChartSvgProps {
  title: string;
  picture: ChartPicture;
  active: string[];
  way: WayStep[];
}

/** Letters of 13 px are read down to this; a smaller place scrolls. */
const scaleMin = 0.75;
const cornerRadius = 6;
const labelWidth = 5.9;

export function ChartSvg({ title, picture, active, way }: ChartSvgProps) {
  const light = lightOf(picture, active, way);
  const places = picture.nodes
    .filter((node) => light.active.has(node.id))
    .map((node) => node.label)
    .join(', ');
  const isGroup = (node: ChartNode): boolean => node.kind === 'group';
  const last = light.lastEdge === undefined ? undefined : picture.edges[light.lastEdge];
  return (
    <svg
      class="chart-svg"
      role="img"
      aria-label={places === '' ? title : `${title}, now at ${places}`}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      style={{ maxWidth: `${picture.width}px`, minWidth: `${picture.width * scaleMin}px` }}
    >
      {picture.nodes.filter(isGroup).map((node) => (
        <Box key={node.id} node={node} light={light} />
      ))}
      {picture.edges.map((edge, index) => (
        <Arrow key={`${edge.from} ${edge.to}`} edge={edge} walked={light.walkedEdges.has(index)} />
      ))}
      {picture.nodes
        .filter((node) => !isGroup(node))
        .map((node) => (
          <Box key={node.id} node={node} light={light} />
        ))}
      {last !== undefined && light.lastWhy && (
        <LastStep edge={last} why={light.lastWhy} width={picture.width} />
      )}
    </svg>
  );
}

function Box({ node, light }: { node: ChartNode; light: ChartLight }) {
  const lit = light.active.has(node.id) ? ' active' : light.walked.has(node.id) ? ' walked' : '';
  const isGroup = node.kind === 'group';
  const { x, y, width, height } = node;
  const stays = node.stays.length === 0 ? '' : `\nstays on: ${node.stays.join(', ')}`;
  return (
    <g class={`node ${node.kind}${lit}`} data-state={node.id}>
      <title>{`${node.id}${stays}`}</title>
      {node.kind === 'folded' && (
        <rect class="behind" x={x + 3} y={y + 3} width={width} height={height} rx={8} />
      )}
      <rect x={x} y={y} width={width} height={height} rx={node.kind === 'final' ? height / 2 : 8} />
      {node.initial && <circle class="initial" cx={x + 9} cy={y + 9} r={2.5} />}
      <text x={isGroup ? x + 12 : x + width / 2} y={isGroup ? y + 19 : y + height / 2 + 4.5}>
        {node.label}
      </text>
    </g>
  );
}

function Arrow({ edge, walked }: { edge: ChartEdge; walked: boolean }) {
  return (
    <g class={walked ? 'edge walked' : 'edge'}>
      <title>{edge.events.join('\n')}</title>
      <path d={roundedPath(edge.points)} />
      <path class="head" d={headPath(edge.points)} />
    </g>
  );
}

/** The event that led here, written on its arrow. */
function LastStep({ edge, why, width }: { edge: ChartEdge; why: string; width: number }) {
  const middle = longestMiddle(edge.points);
  const half = (why.length * labelWidth) / 2 + 6;
  const x = Math.max(half, Math.min(width - half, middle.x));
  return (
    <g class="last-step">
      <rect x={x - half} y={middle.y - 9} width={half * 2} height={18} rx={9} />
      <text x={x} y={middle.y + 4}>
        {why}
      </text>
    </g>
  );
}

type Point = ChartEdge['points'][number];

function roundedPath(points: Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const before = points[index] ?? point;
    const after = points[index + 2];
    if (after === undefined) {
      path += `L${point.x} ${point.y}`;
      return;
    }
    const enter = towards(point, before, cornerRadius);
    const leave = towards(point, after, cornerRadius);
    path += `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
  });
  return path;
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function headPath(points: Point[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return '';
  const back = towards(tip, before, 6);
  const [acrossX, acrossY] = [(tip.y - back.y) * 0.55, (back.x - tip.x) * 0.55];
  return `M${tip.x} ${tip.y}L${back.x + acrossX} ${back.y + acrossY}L${back.x - acrossX} ${back.y - acrossY}Z`;
}

function longestMiddle(points: Point[]): Point {
  let best = { x: 0, y: 0, length: -1 };
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (next === undefined) break;
    const length = Math.hypot(next.x - point.x, next.y - point.y);
    if (length <= best.length) continue;
    best = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2, length };
  }
  return best;
}
