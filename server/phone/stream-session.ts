/** One media stream's conversation: who may speak when, what is refused, and when it ends. */
import type { PhoneLine } from '../../services/media/media.ts';
import type { ConnectedCall } from './call-desk.ts';
import { tokenParameter } from './call-twiml.ts';
import { createMediaReader, type MediaFrame } from './media-reader.ts';
import type { PhoneDesk } from './phone-deps.ts';
import { streamTokenFits } from './tickets.ts';
import {
  decodeStreamMessage,
  encodeClear,
  encodeMark,
  encodeMedia,
  type StreamMessage,
} from './twilio-codec.ts';

/** The socket as a session needs it. */
export interface StreamSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Bytes handed over that the network has not taken. */
  readonly bufferedAmount: number;
}

export interface StreamSession {
  message(data: Buffer, isBinary: boolean): void;
  /** The socket is gone. */
  closed(): void;
}

/** A stream that has not started by then was not opened by Twilio. */
const startMsMax = 5_000;
/** Unreadable messages in a row after which the other side is not speaking our language. */
const malformedInRowMax = 20;
/** Audio unsent by the network beyond which more would only arrive late; it is dropped. */
const unsentBytesMax = 1024 * 1024;
const closeNormal = 1000;
const closeRefused = 1008;
const closeBug = 1011;

type Start = Extract<StreamMessage, { event: 'start' }>;
type CallMessage = Extract<StreamMessage, { event: 'media' | 'mark' | 'dtmf' | 'stop' }>;

interface StreamState {
  streamSid: string;
  call: ConnectedCall;
  audio: ConnectedCall['audio'];
  readMedia(bytes: Uint8Array): MediaFrame | undefined;
}

/** `ticketCallId` is the call that a ticket opened the socket for; Twilio's own has none. */
export function createStreamSession(
  desk: PhoneDesk,
  socket: StreamSocket,
  ticketCallId: string | undefined,
): StreamSession {
  let stream: StreamState | undefined;
  /** Known from a start that may be believed, and kept after the stream is over. */
  let callId = '';
  let over = false;
  let malformedInRow = 0;
  const stopWaiting = desk.clock.after(startMsMax, () => end(closeRefused, 'no-start'));

  function end(code: number, why: string): void {
    if (over) return;
    over = true;
    stopWaiting();
    if (code !== closeNormal) desk.refused(why);
    socket.close(code, why);
  }

  /** A bug in one callback ends this call, with the fallback's words, and no other. */
  function broke(error: unknown): void {
    desk.log.error({ callId, error }, 'a call ended through a bug');
    if (callId !== '') desk.broken.add(callId);
    end(closeBug, 'bug');
    tellHungUp();
  }

  function tellHungUp(): void {
    const left = stream;
    stream = undefined;
    if (left === undefined) return;
    try {
      left.call.hungUp();
    } catch (error) {
      desk.log.error({ callId, error }, 'a call could not be ended cleanly');
    }
  }

  function odd(why: string): void {
    desk.refused(why);
    stream?.call.oddity(why);
  }

  function lineTo(streamSid: string): PhoneLine {
    function send(text: string): void {
      if (!over) socket.send(text);
    }
    return {
      sendAudio(mulaw) {
        if (socket.bufferedAmount > unsentBytesMax) odd('audio-unsent');
        else send(encodeMedia(streamSid, mulaw));
      },
      sendMark: (name) => send(encodeMark(streamSid, name)),
      sendClear: () => send(encodeClear(streamSid)),
      close() {
        // We end the stream; the caller did not, so the call is not told that they hung up.
        stream = undefined;
        end(closeNormal, 'done');
      },
    };
  }

  function whyRefused(start: Start): string | undefined {
    const token = start.parameters[tokenParameter] ?? '';
    if (!streamTokenFits(desk.ticketSecret, start.callSid, token)) return 'stream-token';
    if (ticketCallId !== undefined && ticketCallId !== start.callSid) return 'ticket-of-other-call';
    return start.telephoneAudio ? undefined : 'audio-format';
  }

  function start(message: Start): void {
    const why = whyRefused(message);
    if (why !== undefined) {
      end(closeRefused, why);
      return;
    }
    callId = message.callSid;
    const call = desk.desk.connect(callId, lineTo(message.streamSid));
    if ('refused' in call) {
      end(closeRefused, call.refused);
      return;
    }
    stopWaiting();
    // The desk may have closed the line while it was being connected.
    const { streamSid } = message;
    if (over) return;
    stream = { streamSid, call, audio: call.audio, readMedia: createMediaReader(streamSid) };
  }

  function dispatch(message: StreamMessage): void {
    if (message.event === 'connected') return;
    if (message.event === 'unknown') odd('unknown-event');
    else if (message.event === 'start') {
      if (stream === undefined) start(message);
      else odd('started-twice');
    } else if (stream === undefined) desk.refused(`${message.event}-before-start`);
    else if (message.streamSid !== stream.streamSid) odd('unknown-stream');
    else pass(message, stream.call);
  }

  function pass(message: CallMessage, call: ConnectedCall): void {
    if (message.event === 'media') call.audio(message.mulaw, message.chunk, message.timestampMs);
    else if (message.event === 'mark') call.markReturned(message.name);
    else if (message.event === 'dtmf') call.key(message.digit);
    else {
      tellHungUp();
      end(closeNormal, 'stopped');
    }
  }

  function read(data: Buffer, isBinary: boolean): void {
    const frame = isBinary ? undefined : stream?.readMedia(data);
    if (frame !== undefined) {
      malformedInRow = 0;
      stream?.audio(frame.mulaw, frame.chunk, frame.timestampMs);
      return;
    }
    const decoded = isBinary ? { malformed: 'binary' } : decodeStreamMessage(data.toString());
    if ('message' in decoded) {
      malformedInRow = 0;
      dispatch(decoded.message);
      return;
    }
    malformedInRow += 1;
    odd(`malformed-${decoded.malformed}`);
    if (malformedInRow >= malformedInRowMax) {
      end(closeRefused, 'malformed-in-row');
      tellHungUp();
    }
  }

  return {
    message(data, isBinary) {
      if (over) return;
      try {
        read(data, isBinary);
      } catch (error) {
        broke(error);
      }
    },
    closed() {
      over = true;
      stopWaiting();
      tellHungUp();
    },
  };
}
