/** The system under measurement: `npm start`'s own process, on a database and in a folder of the run. */
import { mkdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Child, startChild } from './child.ts';

export interface FrontdeskChild extends Child {
  /** `http://host:port`. */
  url: string;
  authToken: string;
}

const authToken = 'bench-auth-token';
const packageFile = z.object({ scripts: z.object({ start: z.string() }) });

/** Node's flags as `npm start` gives them. */
function startFlags(): string[] {
  const file = new URL('../../../package.json', import.meta.url);
  const { scripts } = packageFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

export async function startFrontdeskChild(options: {
  folder: string;
  databaseUrl: string;
  core?: number;
  env?: Record<string, string>;
  nodeFlags?: string[];
}): Promise<FrontdeskChild> {
  const { folder, databaseUrl, core, env = {}, nodeFlags = [] } = options;
  mkdirSync(folder, { recursive: true });
  const child = await startChild({
    file: 'server/main.ts',
    env: {
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: databaseUrl,
      TWILIO_AUTH_TOKEN: authToken,
      LOG_LEVEL: 'silent',
      // Where it cannot hold more, it is to show, and not to refuse.
      CALLS_MAX: '10000',
      ...env,
    },
    ...(core === undefined ? {} : { core }),
    nodeFlags: [...startFlags(), ...nodeFlags],
    ready: /Call it in the browser/,
  });
  const address = /http:\/\/\S+/.exec(child.said)?.[0];
  if (address === undefined) throw new Error(`no address in: ${child.said}`);
  const { port } = new URL(address);
  return { ...child, url: `http://127.0.0.1:${port}`, authToken };
}
