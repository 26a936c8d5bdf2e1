/** How an emulated model answers: well, wrongly, late, in pieces, or not at all. */
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../../services/clock.ts';
import type { ChatRequest } from './chat-request.ts';
import { fits } from './strict-schema.ts';

export type ChatAnswer =
  /** A JSON value; one that does not fit the request's schema is this emulator's user's mistake. */
  | { kind: 'json'; value: unknown; pace?: Pace }
  /** Any text at all, as a server without constrained decoding may send. */
  | { kind: 'text'; text: string; finish?: 'stop' | 'length' | 'content_filter'; pace?: Pace }
  | { kind: 'refusal'; text: string }
  | { kind: 'status'; status: number; code?: string; message?: string }
  /** Sends the text, then nothing more, and keeps the line open. */
  | { kind: 'stall'; text: string }
  /** Accepts the request and never answers. */
  | { kind: 'hang' }
  /** Sends the text, then cuts the connection. */
  | { kind: 'drop'; text: string }
  /** A body that is no event stream. */
  | { kind: 'raw'; body: string };

export interface Pace {
  /** Before the first byte. */
  firstMs?: number;
  /** Between pieces. */
  pieceMs?: number;
  pieceCharacters?: number;
}

export function statusBody(status: number, message: string, code: string | null, param = null) {
  const type =
    status === 429
      ? 'rate_limit_exceeded'
      : status >= 500
        ? 'server_error'
        : 'invalid_request_error';
  return { error: { message, type, param, code } };
}

const pieceCharactersOtherwise = 12;

export async function sendAnswer(
  answer: ChatAnswer,
  request: ChatRequest,
  response: ServerResponse,
  clock: Clock,
): Promise<void> {
  const wait = (ms: number | undefined) =>
    new Promise<void>((done) => {
      if (ms === undefined) done();
      else clock.after(ms, done);
    });
  switch (answer.kind) {
    case 'hang':
      return;
    case 'status': {
      const message = answer.message ?? 'The emulated server says no.';
      sendJson(response, answer.status, statusBody(answer.status, message, answer.code ?? null));
      return;
    }
    case 'raw':
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answer.body);
      return;
    case 'json':
      if (request.schema && !fits(answer.value, request.schema)) {
        throw new Error(`the emulated answer does not fit the schema: ${JSON.stringify(answer)}`);
      }
      await wait(answer.pace?.firstMs);
      await send(JSON.stringify(answer.value), 'stop', answer.pace);
      return;
    case 'text':
      await wait(answer.pace?.firstMs);
      await send(answer.text, answer.finish ?? 'stop', answer.pace);
      return;
    case 'refusal':
      if (request.stream) streamPieces([{ refusal: answer.text }]);
      finish('stop', { refusal: answer.text });
      return;
    case 'stall':
      streamPieces([{ content: answer.text }]);
      return;
    case 'drop':
      streamPieces([{ content: answer.text }]);
      // What was written leaves first; then the line breaks in the middle of the stream.
      response.write(': \n', () => response.destroy());
      return;
  }

  async function send(text: string, reason: string, pace: Pace | undefined): Promise<void> {
    if (request.stream) {
      const size = pace?.pieceCharacters ?? pieceCharactersOtherwise;
      for (let from = 0; from < text.length; from += size) {
        if (from > 0) await wait(pace?.pieceMs);
        if (response.destroyed) return;
        streamPieces([{ content: text.slice(from, from + size) }]);
      }
    }
    finish(reason, { content: text });
  }

  function begin(): void {
    if (response.headersSent) return;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    writeChunk({ role: 'assistant', content: '', refusal: null }, null);
  }

  function streamPieces(deltas: object[]): void {
    begin();
    for (const delta of deltas) writeChunk(delta, null);
  }

  function writeChunk(delta: object, reason: string | null): void {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: reason }];
    const chunk = { ...envelope('chat.completion.chunk'), choices };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }

  function envelope(object: string) {
    const created = Math.floor(clock.now() / 1_000);
    return { id: 'chatcmpl-emulated', object, created, model: request.model };
  }

  function finish(reason: string, message: object): void {
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    if (!request.stream) {
      const whole = { role: 'assistant', content: null, refusal: null, ...message };
      const choices = [{ index: 0, message: whole, logprobs: null, finish_reason: reason }];
      sendJson(response, 200, { ...envelope('chat.completion'), choices, usage });
      return;
    }
    begin();
    writeChunk({}, reason);
    if (request.includesUsage) {
      const last = { ...envelope('chat.completion.chunk'), choices: [], usage };
      response.write(`data: ${JSON.stringify(last)}\n\n`);
    }
    response.end('data: [DONE]\n\n');
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
