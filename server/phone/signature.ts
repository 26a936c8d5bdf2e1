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

/**
 * The address as the outside sees it: PUBLIC_URL when it is set, else what the proxy or the caller
 * says. A forged host only changes what the signature is compared with, so it opens nothing.
 */
export function publicBase(request: SignedRequest, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const { headers } = request;
  const protocol = first(headers['x-forwarded-proto']) ?? (request.encrypted ? 'https' : 'http');
  const host = first(headers['x-forwarded-host']) ?? headers.host ?? 'localhost';
  return `${protocol.replace(/^ws/, 'http')}://${host}`;
}

/** The same address for a WebSocket; Twilio accepts and signs `wss` only. */
export function publicSocketBase(request: SignedRequest, publicUrl: string | undefined): string {
  return publicBase(request, publicUrl).replace(/^https?:/, 'wss:');
}

function signatureOf(request: SignedRequest): string | undefined {
  return first(request.headers['x-twilio-signature']);
}

/** A form post from Twilio. */
export function webhookIsSigned(
  request: SignedRequest,
  form: Record<string, unknown>,
  authToken: string,
  publicUrl: string | undefined,
): boolean {
  const signature = signatureOf(request);
  if (signature === undefined) return false;
  const url = publicBase(request, publicUrl) + request.url;
  return twilio.validateRequest(authToken, signature, url, form);
}

/** A WebSocket upgrade from Twilio: signed over the wss address, with no parameters. */
export function upgradeIsSigned(
  request: SignedRequest,
  authToken: string,
  publicUrl: string | undefined,
): boolean {
  const signature = signatureOf(request);
  if (signature === undefined) return false;
  const url = publicSocketBase(request, publicUrl) + request.url;
  return twilio.validateRequest(authToken, signature, url, {});
}
