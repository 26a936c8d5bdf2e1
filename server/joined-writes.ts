/** What is sent on a connection in one moment goes into the network as one write. */
import type { Socket } from 'node:net';

/**
 * Call the result before each send. Each write costs its way through the network, whatever its size;
 * what waits is sent when the messages that came in together have been read.
 */
export function createJoinedWrites(connection: Pick<Socket, 'cork' | 'uncork'>): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    connection.cork();
    setImmediate(() => {
      waiting = false;
      connection.uncork();
    });
  };
}
