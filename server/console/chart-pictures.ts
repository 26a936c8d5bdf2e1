/** The pictures of the charts in use, laid out once a version and kept on disk. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyStateMachine } from 'xstate';
import type { Clock } from '../../services/clock.ts';
import type { Lines } from '../lines.ts';
import { type ChartPictures, picturesOf } from './chart-picture.ts';

export interface KeptChartPictures {
  of(version: string): Promise<ChartPictures | undefined>;
  /** Lays out what is missing now, one chart after the other, beside the calls. */
  prepare(): void;
}

/** Raised when the way of drawing changes, so that older pictures are drawn anew. */
const drawingVersion = 2;

export function createChartPictures(deps: {
  lines: Lines;
  clock: Clock;
  folder: string;
}): KeptChartPictures {
  const { lines, clock, folder } = deps;
  const pictures = new Map<string, Promise<ChartPictures>>();

  async function load(version: string, draw: () => Promise<ChartPictures>): Promise<ChartPictures> {
    const file = join(folder, `${version}-${drawingVersion}.json`);
    try {
      return JSON.parse(await readFile(file, 'utf8')) as ChartPictures;
    } catch {
      const drawn = await draw();
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.part`, JSON.stringify(drawn));
      await rename(`${file}.part`, file);
      return drawn;
    }
  }

  async function of(version: string): Promise<ChartPictures | undefined> {
    const line = lines.byVersion(version);
    if (line === undefined) return undefined;
    let picture = pictures.get(version);
    if (picture === undefined) {
      picture = load(version, () => picturesOf(line.chart as unknown as AnyStateMachine, clock));
      // A failed drawing is tried again by the next who asks.
      picture.catch(() => pictures.delete(version));
      pictures.set(version, picture);
    }
    return picture;
  }

  return {
    of,
    prepare() {
      const versions = lines.all().map(({ definition }) => definition.version);
      versions
        .reduce<Promise<unknown>>(
          (before, version) => before.then(() => of(version)),
          Promise.resolve(),
        )
        .catch(() => undefined);
    },
  };
}
