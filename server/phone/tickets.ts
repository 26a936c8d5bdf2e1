/** What opens a socket of ours: the token that binds a stream to its call, and one-use tickets. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../services/clock.ts';

/** Which socket a ticket opens. */
export type TicketPurpose = 'media' | 'line';

export interface Ticket {
  purpose: TicketPurpose;
  callId: string;
  expiresAtMs: number;
  /** Any text that was not used before, so that two tickets of one call differ. */
  nonce: string;
}

/** A browser cannot set headers on a WebSocket, but it can name a subprotocol. */
export const ticketProtocolPrefix = 'frontdesk.ticket.';
/** A ticket is for opening a socket at once; one that lives longer is not ours. */
const ticketLifeMsMax = 10 * 60_000;
/** Used tickets remembered until they expire. When full, further tickets are refused. */
const rememberedMax = 20_000;

function seal(secret: string, kind: string, content: string): string {
  return createHmac('sha256', secret).update(`${kind}\n${content}`).digest('base64url');
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The stream's `<Parameter>`: whoever starts a stream for a call must hold that call's token. */
export function streamToken(secret: string, callId: string): string {
  return seal(secret, 'stream', callId);
}

export function streamTokenFits(secret: string, callId: string, token: string): boolean {
  return same(streamToken(secret, callId), token);
}

/** Only characters that a subprotocol's name may hold. */
export function mintTicket(secret: string, ticket: Ticket): string {
  const fields = [ticket.purpose, ticket.callId, String(ticket.expiresAtMs), ticket.nonce];
  const content = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${content}.${seal(secret, 'ticket', content)}`;
}

export type Redeemed =
  | { callId: string }
  | { refused: 'no-ticket' | 'bad-ticket' | 'expired-ticket' | 'used-ticket' };

export interface TicketGate {
  /** Opens once. `protocols` is the request's Sec-WebSocket-Protocol header. */
  redeem(purpose: TicketPurpose, protocols: string | undefined): Redeemed;
}

function read(content: string): Ticket | undefined {
  try {
    const fields: unknown = JSON.parse(Buffer.from(content, 'base64url').toString());
    if (!Array.isArray(fields)) return undefined;
    const [purpose, callId, expires, nonce] = fields.map(String);
    if (purpose !== 'media' && purpose !== 'line') return undefined;
    if (callId === undefined || nonce === undefined) return undefined;
    return { purpose, callId, expiresAtMs: Number(expires), nonce };
  } catch {
    return undefined;
  }
}

export function createTicketGate(deps: { secret: string; clock: Clock }): TicketGate {
  /** Used tickets by their seal, with the time from which nobody need remember them. */
  const used = new Map<string, number>();

  function forgetExpired(nowMs: number): void {
    for (const [seen, expiresAtMs] of used) if (expiresAtMs < nowMs) used.delete(seen);
  }

  return {
    redeem(purpose, protocols) {
      const name = protocols
        ?.split(',')
        .map((protocol) => protocol.trim())
        .find((protocol) => protocol.startsWith(ticketProtocolPrefix));
      if (name === undefined) return { refused: 'no-ticket' };
      const [content = '', given = ''] = name.slice(ticketProtocolPrefix.length).split('.');
      const ticket = same(seal(deps.secret, 'ticket', content), given) ? read(content) : undefined;
      if (ticket === undefined || ticket.purpose !== purpose) return { refused: 'bad-ticket' };
      const nowMs = deps.clock.now();
      const leftMs = ticket.expiresAtMs - nowMs;
      if (!(leftMs > 0 && leftMs <= ticketLifeMsMax)) return { refused: 'expired-ticket' };
      forgetExpired(nowMs);
      if (used.has(given) || used.size >= rememberedMax) return { refused: 'used-ticket' };
      used.set(given, ticket.expiresAtMs);
      return { callId: ticket.callId };
    },
  };
}
