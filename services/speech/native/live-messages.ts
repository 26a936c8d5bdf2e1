/** The messages of Gemini's Live protocol, read into what was heard and how it was labelled. */
import { z } from 'zod';
import type { NativeEvents } from './native-call.ts';

const functionCall = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  args: z.unknown(),
});
const part = z.looseObject({}).optional();
const message = z
  .object({
    serverContent: z
      .object({
        inputTranscription: z
          .object({ text: z.string().optional(), finished: z.boolean().optional() })
          .optional(),
        turnComplete: z.boolean().optional(),
      })
      .optional(),
    toolCall: z.object({ functionCalls: z.array(functionCall).optional() }).optional(),
    goAway: part,
    setupComplete: part,
    usageMetadata: part,
    sessionResumptionUpdate: part,
    toolCallCancellation: part,
    voiceActivity: part,
  })
  .refine((parts) => Object.values(parts).some((one) => one !== undefined));

export function readLiveMessages(
  events: NativeEvents,
  toolName: string,
  answerTool: (id: string) => void,
): (raw: unknown) => void {
  let turns = 0;
  let heard = false;
  let labelled = false;
  const id = () => `turn-${turns}`;

  function settle(): void {
    if (heard) events.settled(id());
  }

  function nextTurn(): void {
    if (heard && !labelled) events.unlabelled(id(), 'the turn ended without labels');
    turns += 1;
    heard = labelled = false;
  }

  return (raw) => {
    const parsed = message.safeParse(raw);
    if (!parsed.success) {
      events.garbled();
      return;
    }
    const { serverContent: content, toolCall, voiceActivity, goAway } = parsed.data;
    events.alive();
    if (content ?? toolCall ?? voiceActivity) events.noticed();
    const { inputTranscription: words } = content ?? {};
    if (words?.text) {
      heard = true;
      events.heard(id(), words.text);
    }
    if (words?.finished) settle();
    for (const { id: callId, name: tool, args } of toolCall?.functionCalls ?? []) {
      if (tool === toolName) {
        labelled = true;
        events.labelled(id(), JSON.stringify(args ?? null));
      }
      if (callId !== undefined) answerTool(callId);
    }
    if (labelled) settle();
    if (content?.turnComplete) {
      settle();
      nextTurn();
    }
    if (goAway !== undefined) events.lost('asks for a new connection', true);
  };
}
