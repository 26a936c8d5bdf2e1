/** A wire between a store and its database that can lose what one says at the worst moment. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What happens to the connection that next says `commit`. */
export type Fault =
  /** The commit arrives; its answer never does. */
  | 'answer-lost'
  /** The commit arrives; the connection breaks before the answer. */
  | 'broken-after'
  /** The connection breaks before the commit arrives. */
  | 'broken-before';

export interface FaultyProxy {
  /** `url` with the proxy in the middle. */
  through(url: string): string;
  /** The next commit on any connection meets this fault, once. */
  breakNextCommit(fault: Fault): void;
  close(): Promise<void>;
}

export async function startFaultyProxy(url: string): Promise<FaultyProxy> {
  const target = Number(new URL(url).port);
  const sockets = new Set<Socket>();
  let armed: Fault | undefined;

  const server = createServer((client) => {
    const database = connect(target, '127.0.0.1');
    let deaf = false;
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.on('close', () => database.destroy());
    database.on('close', () => client.destroy());
    database.on('data', (bytes) => {
      if (deaf) {
        if (breakAfter) client.destroy();
        return;
      }
      client.write(bytes);
    });
    let breakAfter = false;
    client.on('data', (bytes) => {
      const fault = armed;
      if (fault === undefined || !bytes.includes('commit\0')) {
        database.write(bytes);
        return;
      }
      armed = undefined;
      if (fault === 'broken-before') {
        client.destroy();
        database.destroy();
        return;
      }
      deaf = true;
      breakAfter = fault === 'broken-after';
      database.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    through(original) {
      const through = new URL(original);
      through.port = String(port);
      return through.href;
    },
    breakNextCommit(fault) {
      armed = fault;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
