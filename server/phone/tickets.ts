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
/**
 * A ticket that lives longer is not ours. The media stream is opened at once and only once; a call's
 * line may break and be opened again for as long as the longest call.
 */
const ticketLifeMsMax = { media: 10 * 60_000, line: 4 * 60 * 60_000 } as const;
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

type TicketFlaw = 'bad-ticket' | 'expired-ticket';
export type Redeemed = { callId: string } | { refused: TicketFlaw | 'no-ticket' | 'used-ticket' };

export interface TicketGate {
  /** Reads a ticket that may be used again until it expires, as the live view's may. */
  check(purpose: TicketPurpose, token: string): string | undefined;
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

/** Reads a ticket that may be shown more than once: it must be sealed by us, fit and be in time. */
export function checkTicket(
  secret: string,
  purpose: TicketPurpose,
  token: string,
  nowMs: number,
): Ticket | { refused: TicketFlaw } {
  const [content = '', given = '', ...more] = token.split('.');
  const sealed = more.length === 0 && same(seal(secret, 'ticket', content), given);
  const ticket = sealed ? read(content) : undefined;
  if (ticket === undefined || ticket.purpose !== purpose) return { refused: 'bad-ticket' };
  const leftMs = ticket.expiresAtMs - nowMs;
  const inTime = leftMs > 0 && leftMs <= ticketLifeMsMax[purpose];
  return inTime ? ticket : { refused: 'expired-ticket' };
}

export function createTicketGate(deps: { secret: string; clock: Clock }): TicketGate {
  /** Used tickets, with the time from which nobody need remember them. */
  const used = new Map<string, number>();

  function forgetExpired(nowMs: number): void {
    for (const [seen, expiresAtMs] of used) if (expiresAtMs < nowMs) used.delete(seen);
  }

  return {
    check(purpose, token) {
      const ticket = checkTicket(deps.secret, purpose, token, deps.clock.now());
      return 'refused' in ticket ? undefined : ticket.callId;
    },
    redeem(purpose, protocols) {
      const name = protocols
        ?.split(',')
        .map((protocol) => protocol.trim())
        .find((protocol) => protocol.startsWith(ticketProtocolPrefix));
      if (name === undefined) return { refused: 'no-ticket' };
      const token = name.slice(ticketProtocolPrefix.length);
      const nowMs = deps.clock.now();
      const ticket = checkTicket(deps.secret, purpose, token, nowMs);
      if ('refused' in ticket) return ticket;
      forgetExpired(nowMs);
      if (used.has(token) || used.size >= rememberedMax) return { refused: 'used-ticket' };
      used.set(token, ticket.expiresAtMs);
      return { callId: ticket.callId };
    },
  };
}
