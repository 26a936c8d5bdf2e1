/** The socket under Google's Live client: one that can be let go of, and that passes on no rubbish. */
import type { GoogleGenAI } from '@google/genai';
import { type CloseEvent, type ErrorEvent, type MessageEvent, WebSocket } from 'ws';

export interface LiveSocket {
  ping(): void;
  /** Bytes that the network has not taken. */
  readonly unsentBytes: number;
  /** Without a goodbye: a dead line would not answer it, and would be held for half a minute. */
  letGo(): void;
}

/** Far above any message of a listener; the SDK would take a hundred times as much. */
const messageBytesMax = 1_048_576;

interface Callbacks {
  onopen(): void;
  onmessage(event: { data: string }): void;
  onerror(event: ErrorEvent): void;
  onclose(event: CloseEvent): void;
}
interface SocketFactory {
  create(url: string, headers: Record<string, string>, callbacks: Callbacks): unknown;
}

/**
 * The SDK's own socket is handed out only once the session is set up, so that nobody could close a
 * line that never gets there. And the SDK reads each message where nobody can catch what it throws,
 * which would end the process and every call in it: one that is not JSON comes as an empty one, and
 * one that comes before the SDK has told its wishes, and so answers nothing, does not come at all.
 */
export function overOurSocket(client: GoogleGenAI, alive: () => void): LiveSocket {
  let web: WebSocket | undefined;
  let told = false;
  const live = client.live as unknown as { webSocketFactory: SocketFactory };
  live.webSocketFactory = {
    create: (url, headers, { onopen, onmessage, onerror, onclose }) => ({
      connect() {
        web = new WebSocket(url, { headers, maxPayload: messageBytesMax });
        web.onopen = onopen;
        web.onmessage = ({ data }: MessageEvent) => {
          if (told) onmessage({ data: jsonOf(String(data)) });
        };
        web.onerror = onerror;
        web.onclose = onclose;
        web.on('pong', alive);
      },
      send(message: string) {
        told = true;
        web?.send(message);
      },
      close: () => web?.terminate(),
    }),
  };
  return {
    ping: () => web?.ping(),
    get unsentBytes() {
      return web?.bufferedAmount ?? 0;
    },
    letGo: () => web?.terminate(),
  };
}

function jsonOf(data: string): string {
  try {
    JSON.parse(data);
    return data;
  } catch {
    return '{}';
  }
}
