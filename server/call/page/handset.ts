/** The page as a telephone: Twilio's media stream protocol, spoken as Twilio speaks it. */
import { encodeMulaw } from '../../../services/media/mulaw.ts';
import type { Dialled } from './server-api.ts';

export interface HandsetListener {
  /** The stream has started: the call is on. */
  connected(): void;
  audio(mulaw: Uint8Array): void;
  mark(name: string): void;
  clear(): void;
  /** `clean` when either side hung up; otherwise the line broke. */
  closed(clean: boolean): void;
}

export interface Handset {
  frame(samples: Int16Array): void;
  markPlayed(name: string): void;
  press(digit: string): void;
  hangUp(): void;
}

const frameMs = 20;
/** A network that stands still: frames beyond a second of audio would only arrive late. */
const waitingBytesMax = 16_000;

export function openHandset(dialled: Dialled, listener: HandsetListener): Handset {
  const streamSid = `MZ${randomHex()}`;
  const accountSid = `AC${'0'.repeat(32)}`;
  const { callId: callSid, parameters: customParameters } = dialled;
  const socket = new WebSocket(socketAddress(dialled.mediaPath), [
    `frontdesk.ticket.${dialled.ticket}`,
  ]);
  let sequence = 0;
  let chunk = 0;
  let hungUp = false;

  const send = (event: string, fields: object): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    sequence += 1;
    const sequenceNumber = String(sequence);
    socket.send(JSON.stringify({ event, sequenceNumber, ...fields, streamSid }));
  };

  socket.onopen = () => {
    socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }));
    const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
    const tracks = ['inbound'];
    send('start', {
      start: { streamSid, accountSid, callSid, tracks, customParameters, mediaFormat },
    });
    listener.connected();
  };
  socket.onmessage = (message) => hear(String(message.data), streamSid, listener);
  socket.onclose = (closed) => listener.closed(hungUp || closed.code === 1000);

  return {
    frame(samples) {
      // A stream's time begins with it: what the microphone had before is not part of it.
      if (socket.readyState !== WebSocket.OPEN) return;
      // Time goes on for a dropped frame, so that the other side hears a gap where there is one.
      chunk += 1;
      if (socket.bufferedAmount > waitingBytesMax) return;
      const payload = base64Of(encodeMulaw(samples));
      const timestamp = String((chunk - 1) * frameMs);
      send('media', { media: { track: 'inbound', chunk: String(chunk), timestamp, payload } });
    },
    markPlayed: (name) => send('mark', { mark: { name } }),
    press: (digit) => send('dtmf', { dtmf: { track: 'inbound_track', digit } }),
    hangUp() {
      hungUp = true;
      send('stop', { stop: { accountSid, callSid } });
      socket.close(1000);
    },
  };
}

interface Outbound {
  event?: string;
  streamSid?: string;
  media?: { payload?: string };
  mark?: { name?: string };
}

function hear(text: string, streamSid: string, listener: HandsetListener): void {
  const message = JSON.parse(text) as Outbound;
  if (message.streamSid !== streamSid) return;
  if (message.event === 'media') listener.audio(bytesOf(message.media?.payload ?? ''));
  if (message.event === 'mark') listener.mark(message.mark?.name ?? '');
  if (message.event === 'clear') listener.clear();
}

export function socketAddress(path: string): string {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
