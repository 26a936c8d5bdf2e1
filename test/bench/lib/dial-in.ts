/** Dials a server as Twilio does: the signed webhook, its TwiML, and the address of the stream. */
import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { parseTwiml } from '../../../server/handset/twiml.ts';
import type { StreamAddress } from './caller-line.ts';

export interface Dialled {
  /** `http://host:port` of a running server. */
  url: string;
  authToken: string;
  from: string;
  to: string;
}

export function newCallSid(): string {
  return `CA${randomBytes(16).toString('hex')}`;
}

function formOf({ from, to }: Dialled, callSid: string, status: string): Record<string, string> {
  return {
    AccountSid: `AC${'0'.repeat(32)}`,
    ApiVersion: '2010-04-01',
    CallSid: callSid,
    CallStatus: status,
    Direction: 'inbound',
    From: from,
    Caller: from,
    To: to,
    Called: to,
  };
}

async function post(dialled: Dialled, path: string, form: Record<string, string>): Promise<string> {
  const url = new URL(path, dialled.url).href;
  const signature = twilio.getExpectedTwilioSignature(dialled.authToken, url, form);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(15_000),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return body;
}

/** Throws when the server does not take the call. */
export async function dialIn(dialled: Dialled, callSid = newCallSid()): Promise<StreamAddress> {
  const twiml = parseTwiml(
    await post(dialled, '/twilio/voice', formOf(dialled, callSid, 'ringing')),
  );
  const stream = twiml
    .find(({ name }) => name === 'Connect')
    ?.children.find(({ name }) => name === 'Stream');
  const streamUrl = stream?.attributes.url;
  if (stream === undefined || streamUrl === undefined) {
    throw new Error(`no stream in the answer: ${twiml.map(({ name }) => name).join(', ')}`);
  }
  const parameters = stream.children.map(({ attributes }): [string, string] => [
    attributes.name ?? '',
    attributes.value ?? '',
  ]);
  const { pathname, host } = new URL(streamUrl);
  return {
    url: new URL(pathname, dialled.url.replace(/^http/, 'ws')).href,
    headers: {
      'x-twilio-signature': twilio.getExpectedTwilioSignature(dialled.authToken, streamUrl, {}),
      host,
    },
    parameters: Object.fromEntries(parameters),
    callSid,
  };
}

/** Tells the server that the call is over, as Twilio does in the end. */
export async function callCompleted(dialled: Dialled, callSid: string): Promise<void> {
  await post(dialled, '/twilio/status', formOf(dialled, callSid, 'completed'));
}
