/** A caller in messages: what Twilio sends, signed as Twilio signs, and also what it never would. */
import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { WebSocket } from 'ws';
import { createStreamWriter } from '../../../server/handset/stream-messages.ts';
import { streamToken } from '../../../server/phone/tickets.ts';
import { authToken, ticketSecret } from './practice-phone.ts';

export interface TwilioAnswer {
  status: number;
  body: string;
}

export function newCallSid(): string {
  return `CA${randomBytes(16).toString('hex')}`;
}

/** A webhook. `as` is the address that Twilio believes it asked. */
export async function postSigned(
  url: string,
  form: Record<string, string>,
  options: { as?: string; headers?: Record<string, string> } = {},
): Promise<TwilioAnswer> {
  const signature = twilio.getExpectedTwilioSignature(authToken, options.as ?? url, form);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature, ...options.headers },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: await response.text() };
}

export interface RawStream {
  socket: WebSocket;
  callSid: string;
  streamSid: string;
  writer: ReturnType<typeof createStreamWriter>;
  received: { event: string; streamSid: string }[];
  /** Resolves with the close code. */
  closed: Promise<number>;
  send(message: unknown): void;
  start(parameters?: Record<string, string>): void;
}

/** Opens the media socket; rejects with the status when the upgrade was refused. */
export function openStream(
  url: string,
  options: { callSid?: string; signature?: string; protocols?: string[] } = {},
): Promise<RawStream> {
  const callSid = options.callSid ?? newCallSid();
  const streamSid = `MZ${randomBytes(16).toString('hex')}`;
  const { host } = new URL(url);
  const signedUrl = `wss://${host}/twilio/media`;
  const signature =
    options.signature ?? twilio.getExpectedTwilioSignature(authToken, signedUrl, {});
  const socket = new WebSocket(`ws://${host}/twilio/media`, options.protocols ?? [], {
    headers: signature === '' ? {} : { 'x-twilio-signature': signature },
  });
  const received: RawStream['received'] = [];
  socket.on('message', (data) => received.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const writer = createStreamWriter({ accountSid: 'AC00', callSid, streamSid });
  const stream: RawStream = {
    socket,
    callSid,
    streamSid,
    writer,
    received,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    start(parameters = { token: streamToken(ticketSecret, callSid) }) {
      socket.send(writer.connected());
      socket.send(writer.start(parameters));
    },
  };
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(stream));
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      reject(new Error(`refused with ${response.statusCode}`));
    });
    socket.once('error', reject);
  });
}

/** A call that has arrived by webhook and whose stream has started. */
export async function startCall(url: string): Promise<RawStream> {
  const callSid = newCallSid();
  const form = { CallSid: callSid, From: '+15005550006', To: '+15005550001' };
  const { status } = await postSigned(`${url}/twilio/voice`, form);
  if (status !== 200) throw new Error(`the webhook answered ${status}`);
  const stream = await openStream(url, { callSid });
  stream.start();
  return stream;
}
