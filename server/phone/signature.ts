/** Twilio's signature over a request: was it Twilio who asked, for exactly this address? */
import type { IncomingHttpHeaders } from 'node:http';
import twilio from 'twilio';

export interface SignedRequest {
  headers: IncomingHttpHeaders;
  /** Path and query as received. */
  url: string;
  /** Whether the connection itself is encrypted. */
  encrypted: boolean;
}

function first(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  return text?.split(',')[0]?.trim() || undefined;
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * The addresses under which a request may have been signed: PUBLIC_URL when it is set, else what the
 * proxy or the caller says. A forged host only changes what the signature is compared with.
 *
 * A handset on this machine signs for the loopback address, also when there is a PUBLIC_URL. Nobody
 * without our token can have such a signature, as Twilio never makes one.
 */
function bases(request: SignedRequest, publicUrl: string | undefined): string[] {
  const { headers } = request;
  const host = first(headers['x-forwarded-host']) ?? headers.host ?? 'localhost';
  const protocol = first(headers['x-forwarded-proto']) ?? (request.encrypted ? 'https' : 'http');
  const own = `${protocol.replace(/^ws/, 'http')}://${host}`;
  if (publicUrl === undefined) return [own];
  const outside = publicUrl.replace(/\/+$/, '');
  return loopback.test(host) ? [outside, own] : [outside];
}

/** The same address for a WebSocket; Twilio accepts and signs `wss` only. */
export function socketBase(base: string): string {
  return base.replace(/^https?:/, 'wss:');
}

/** The address for which Twilio signed this form post (`https://host`), if it did. */
export function webhookBase(
  request: SignedRequest,
  form: Record<string, unknown>,
  authToken: string,
  publicUrl: string | undefined,
): string | undefined {
  const signature = first(request.headers['x-twilio-signature']);
  if (signature === undefined) return undefined;
  return bases(request, publicUrl).find((base) =>
    twilio.validateRequest(authToken, signature, base + request.url, form),
  );
}

/** Whether Twilio signed this WebSocket upgrade: over the wss address, with no parameters. */
export function upgradeIsSigned(
  request: SignedRequest,
  authToken: string,
  publicUrl: string | undefined,
): boolean {
  const signature = first(request.headers['x-twilio-signature']);
  if (signature === undefined) return false;
  return bases(request, publicUrl).some((base) =>
    twilio.validateRequest(authToken, signature, socketBase(base) + request.url, {}),
  );
}
