/** What Twilio is told to do next with a call, as TwiML. */
import twilio from 'twilio';
import type { AfterStream } from './call-desk.ts';

/** The name of the stream's `<Parameter>` that binds it to its call. */
export const tokenParameter = 'token';
/** Twilio's bounds for how long a dial may ring. */
const ringSecondsMin = 5;
const ringSecondsMax = 600;

export interface CallTwimlDeps {
  /** `https://host`, without a slash at the end. */
  base: string;
  /** `wss://host`, without a slash at the end. */
  socketBase: string;
  token: string;
  apology: string;
}

const { VoiceResponse } = twilio.twiml;

/**
 * Connects the stream. Should neither the stream nor the action be there any more, Twilio still has
 * words to say and a place to ask: a crash never hangs up on a caller.
 */
export function streamTwiml(deps: CallTwimlDeps): string {
  const response = new VoiceResponse();
  const connect = response.connect({ action: `${deps.base}/twilio/after`, method: 'POST' });
  const stream = connect.stream({
    url: `${deps.socketBase}/twilio/media`,
    statusCallback: `${deps.base}/twilio/status`,
    statusCallbackMethod: 'POST',
  });
  stream.parameter({ name: tokenParameter, value: deps.token });
  response.say(deps.apology);
  response.redirect({ method: 'POST' }, `${deps.base}/twilio/after`);
  return response.toString();
}

export function rejectTwiml(): string {
  const response = new VoiceResponse();
  response.reject({ reason: 'busy' });
  return response.toString();
}

/** Says the apology, then does what `after` says if that still helps the caller. */
export function apologyTwiml(deps: CallTwimlDeps, after?: AfterStream): string {
  const response = new VoiceResponse();
  response.say(deps.apology);
  if (after?.next === 'dial') dial(response, deps, after);
  else response.hangup();
  return response.toString();
}

function dial(
  response: InstanceType<typeof VoiceResponse>,
  deps: CallTwimlDeps,
  after: Extract<AfterStream, { next: 'dial' }>,
): void {
  const seconds = Math.ceil(after.ringMs / 1000);
  const dialling = response.dial({
    action: `${deps.base}/twilio/transfer/ended`,
    method: 'POST',
    answerOnBridge: true,
    timeout: Math.min(Math.max(seconds, ringSecondsMin), ringSecondsMax),
    ...(after.callerId === undefined ? {} : { callerId: after.callerId }),
  });
  const answered = `${deps.base}/twilio/transfer/answered`;
  dialling.number(
    { statusCallback: answered, statusCallbackMethod: 'POST', statusCallbackEvent: ['answered'] },
    after.number,
  );
}

export function afterTwiml(after: AfterStream, deps: CallTwimlDeps): string {
  if (after.next === 'stream') return streamTwiml(deps);
  if (after.next === 'apologise') return apologyTwiml(deps);
  const response = new VoiceResponse();
  if (after.next === 'dial') dial(response, deps, after);
  else response.hangup();
  return response.toString();
}
