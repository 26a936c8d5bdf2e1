/** A server that speaks OpenAI's protocol on the loopback address, and answers as a test scripts it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../../../services/clock.ts';
import { type ChatAnswer, sendAnswer, sendJson, statusBody } from './chat-answers.ts';
import { type ChatRequest, parseChatRequest } from './chat-request.ts';
import { answerEmbeddings, type Vectors, wordVector } from './embeddings.ts';

export interface OpenaiEmulatorOptions {
  answer?: (request: ChatRequest) => ChatAnswer;
  /** Any other key is refused with 401. */
  apiKey?: string;
  /** Any other model is not found. */
  models?: string[];
  vectors?: Vectors;
  clock?: Clock;
}

export interface OpenaiEmulator {
  /** For `OPENAI_BASE_URL`. */
  url: string;
  /** Well-formed chat requests, oldest first. */
  requests: ChatRequest[];
  /** Texts that were asked to be embedded, one list a request, answered or not. */
  embedded: string[][];
  /** Chat requests whose connection the other side has closed before the answer was whole. */
  abandoned(): number;
  close(): Promise<void>;
}

export async function startOpenaiEmulator(
  options: OpenaiEmulatorOptions = {},
): Promise<OpenaiEmulator> {
  const { apiKey, models, clock = systemClock, vectors = wordVector } = options;
  const answer = options.answer ?? (() => ({ kind: 'json', value: { meant: [] } }) as const);
  const requests: ChatRequest[] = [];
  const embedded: string[][] = [];
  let abandoned = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, message: string, code: string | null) =>
      sendJson(response, status, statusBody(status, message, code));
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
      refuse(401, 'Incorrect API key provided.', 'invalid_api_key');
      return;
    }
    const route = `${request.method} ${new URL(request.url ?? '/', 'http://localhost').pathname}`;
    if (route === 'GET /v1/models') {
      const data = (models ?? []).map((id) => ({ id, object: 'model', owned_by: 'emulator' }));
      sendJson(response, 200, { object: 'list', data });
      return;
    }
    const body = await readBody(request);
    const model = (body as { model?: string } | undefined)?.model ?? '';
    if (models !== undefined && !models.includes(model)) {
      refuse(404, `The model '${model}' does not exist.`, 'model_not_found');
      return;
    }
    if (route === 'POST /v1/chat/completions') {
      const chat = parseChatRequest(body);
      if ('message' in chat) {
        refuse(400, chat.message, null);
        return;
      }
      requests.push(chat);
      response.on('close', () => {
        if (!response.writableFinished) abandoned++;
      });
      await sendAnswer(answer(chat), chat, response, clock);
      return;
    }
    if (route === 'POST /v1/embeddings') {
      embedded.push([(body as { input?: string | string[] } | undefined)?.input ?? []].flat());
      const answered = answerEmbeddings(body, vectors);
      if (typeof answered === 'string') {
        refuse(400, answered, null);
        return;
      }
      sendJson(response, 200, answered);
      return;
    }
    refuse(404, `Unknown request URL: ${route}.`, null);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      if (!response.headersSent) sendJson(response, 500, statusBody(500, String(error), null));
      else response.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    embedded,
    abandoned: () => abandoned,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}
