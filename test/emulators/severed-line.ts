/** A line between a client and a server that can go dead: nothing passes any more, and nobody is told. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface SeveredLine {
  port: number;
  /** Lines that were opened so far. */
  readonly opened: number;
  /** Those that are open now go dead; new ones work. */
  sever(): void;
  close(): Promise<void>;
}

export async function openSeveredLine(toPort: number): Promise<SeveredLine> {
  const sockets = new Set<Socket>();
  let opened = 0;
  const server = createServer((near) => {
    opened += 1;
    const far = connect(toPort, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get opened() {
      return opened;
    },
    sever() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
