/** A telephone in a terminal: dials our server as Twilio would, and does what its TwiML says. */
import twilio from 'twilio';
import type { Clock } from '../../services/clock.ts';
import { type MediaLeg, openMediaLeg } from './media-leg.ts';
import { parseTwiml, type TwimlElement } from './twiml.ts';

/** How a person answers when our server has the caller put through. */
export type DeskAnswer = 'answered' | 'no-answer' | 'busy';

export interface Ids {
  accountSid: string;
  callSid: string;
  /** A fresh stream's id. */
  streamSid(): string;
}

export interface HandsetDeps {
  /** `http://host:port` of a running server. */
  url: string;
  authToken: string;
  from: string;
  to: string;
  ids: Ids;
  clock: Clock;
  desk: DeskAnswer;
  /** The carrier's word on the caller's number. */
  stirVerstat?: string;
  /** A stream is up; the caller can talk and listen. */
  connected(leg: MediaLeg): void;
  agentAudio?(mulaw: Uint8Array, endsAtMs: number): void;
  agentCleared?(): void;
  /** Twilio's own voice says this. */
  said?(text: string): void;
  /** The caller is put through. */
  dialled?(number: string, answer: DeskAnswer): void;
  violation?(what: string): void;
}

export interface Handset {
  /** The caller hangs up. */
  hangUp(): void;
  /** Resolves when the call is over, with who ended it. Rejects when it could not be made. */
  readonly over: Promise<HandsetEnd>;
}

export interface HandsetEnd {
  endedBy: 'caller' | 'server' | 'rejected' | 'desk';
  verbs: string[];
}

const webhookMsMax = 15_000;
/** Documents of one call; more means that our TwiML sends Twilio in a circle. */
const documentsMax = 20;

type Form = Record<string, string>;
/** What follows a verb: the next verb, another document, or the end. */
type Next = { go: 'on' } | { go: 'to'; url: string; form: Form } | { go: 'end' };

function callForm(deps: HandsetDeps, status: string): Form {
  return {
    AccountSid: deps.ids.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: deps.ids.callSid,
    CallStatus: status,
    Direction: 'inbound',
    From: deps.from,
    Caller: deps.from,
    To: deps.to,
    Called: deps.to,
    StirVerstat: deps.stirVerstat ?? 'TN-Validation-Passed-A',
  };
}

async function post(deps: HandsetDeps, url: string, form: Form): Promise<string> {
  const signature = twilio.getExpectedTwilioSignature(deps.authToken, url, form);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(webhookMsMax),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return body;
}

/** Twilio reaches us over wss; on the way to a server of our own, the same path over plain ws. */
function reachable(streamUrl: string, serverUrl: string): string {
  const { pathname } = new URL(streamUrl);
  return new URL(pathname, serverUrl.replace(/^http/, 'ws')).href;
}

function find(element: TwimlElement, name: string): TwimlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** Dials in. Everything that happens is told through `deps`, and `over` ends it. */
export function dial(deps: HandsetDeps): Handset {
  let leg: MediaLeg | undefined;
  let hungUp = false;
  const verbs: string[] = [];

  async function connect(verb: TwimlElement, base: string): Promise<Next> {
    const stream = find(verb, 'Stream');
    const streamUrl = stream?.attributes.url ?? '';
    if (stream === undefined || !streamUrl.startsWith('wss://')) {
      deps.violation?.('<Connect> without a <Stream> over wss');
      return { go: 'end' };
    }
    const parameters: Record<string, string> = {};
    for (const { attributes } of stream.children) {
      parameters[attributes.name ?? ''] = attributes.value ?? '';
    }
    const ids = { ...deps.ids, streamSid: deps.ids.streamSid() };
    const signature = twilio.getExpectedTwilioSignature(deps.authToken, streamUrl, {});
    leg = await openMediaLeg({
      url: reachable(streamUrl, deps.url),
      headers: { 'x-twilio-signature': signature, host: new URL(streamUrl).host },
      ids,
      parameters,
      clock: deps.clock,
      agentAudio: (mulaw, endsAtMs) => deps.agentAudio?.(mulaw, endsAtMs),
      agentCleared: () => deps.agentCleared?.(),
      violation: (what) => deps.violation?.(what),
    });
    if (hungUp) leg.hangUp();
    else deps.connected(leg);
    const endedBy = await leg.ended;
    leg = undefined;
    if (endedBy === 'caller') return { go: 'end' };
    return follow(verb.attributes.action, base, { StreamSid: ids.streamSid });
  }

  /** A verb with an `action` ends its document: Twilio asks there what comes next. */
  function follow(action: string | undefined, base: string, more: Form): Next {
    if (action === undefined) return { go: 'on' };
    const form = { ...callForm(deps, 'in-progress'), ...more };
    return { go: 'to', url: new URL(action, base).href, form };
  }

  async function putThrough(verb: TwimlElement, base: string): Promise<Next> {
    const number = find(verb, 'Number');
    deps.dialled?.(number?.text ?? verb.text, deps.desk);
    const pickedUp = number?.attributes.statusCallback;
    if (deps.desk === 'answered' && pickedUp !== undefined) {
      // The leg to the person is a call of its own; what we know is its parent.
      const leg = { CallSid: `${deps.ids.callSid}-person`, ParentCallSid: deps.ids.callSid };
      const form = { ...callForm(deps, 'in-progress'), ...leg };
      await post(deps, new URL(pickedUp, base).href, form);
    }
    const status = deps.desk === 'answered' ? 'completed' : deps.desk;
    return follow(verb.attributes.action, base, { DialCallStatus: status });
  }

  async function obey(verb: TwimlElement, base: string): Promise<Next> {
    verbs.push(verb.name);
    if (verb.name === 'Connect') return connect(verb, base);
    if (verb.name === 'Dial') return putThrough(verb, base);
    if (verb.name === 'Say') deps.said?.(verb.text);
    else if (verb.name === 'Redirect') return follow(verb.text, base, {});
    else if (verb.name === 'Hangup' || verb.name === 'Reject') return { go: 'end' };
    return { go: 'on' };
  }

  async function obeyAll(document: TwimlElement[], base: string): Promise<Next> {
    for (const verb of document) {
      const next = await obey(verb, base);
      if (next.go !== 'on' || hungUp) return hungUp ? { go: 'end' } : next;
    }
    return { go: 'end' };
  }

  async function call(): Promise<HandsetEnd> {
    let next: Next = {
      go: 'to',
      url: new URL('/twilio/voice', deps.url).href,
      form: callForm(deps, 'ringing'),
    };
    for (let documents = 0; next.go === 'to'; documents += 1) {
      if (documents >= documentsMax) throw new Error('the TwiML leads in a circle');
      next = await obeyAll(parseTwiml(await post(deps, next.url, next.form)), next.url);
    }
    await post(deps, new URL('/twilio/status', deps.url).href, callForm(deps, 'completed'));
    return { endedBy: endedBy(), verbs };
  }

  function endedBy(): HandsetEnd['endedBy'] {
    if (hungUp) return 'caller';
    if (verbs.includes('Reject')) return 'rejected';
    return verbs.includes('Dial') && deps.desk === 'answered' ? 'desk' : 'server';
  }

  return {
    over: call(),
    hangUp() {
      hungUp = true;
      leg?.hangUp();
    },
  };
}
