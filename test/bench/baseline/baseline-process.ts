/** The pipeline of the tutorials: wait for a pause, wait for the final, ask a model, speak its answer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAI } from 'openai';
import { WebSocketServer } from 'ws';
import { systemClock } from '../../../services/clock.ts';
import { createGoogleVoice } from '../../../services/voice/google-voice.ts';
import { emulatedKey } from '../lib/emulated-delays.ts';
import { createPlainCall } from './plain-call.ts';

const { DEEPGRAM_URL = '', OPENAI_URL = '', GOOGLE_ENDPOINT = '' } = process.env;
const model = new OpenAI({ apiKey: emulatedKey, baseURL: OPENAI_URL, maxRetries: 0 });
const voice = createGoogleVoice({ clock: systemClock, endpoint: GOOGLE_ENDPOINT });
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  createPlainCall(socket, { deepgramUrl: DEEPGRAM_URL, key: emulatedKey, model, voice });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`ready ws://127.0.0.1:${port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
