import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '../emulators/openai/chat-request.ts';
import { createFaultyModel } from './provider-faults.ts';

const asking = (callerSaid: string) => ({ user: JSON.stringify({ callerSaid }) }) as ChatRequest;

describe('A model that is to fail in one call', () => {
  it('fails there, and says so', () => {
    const model = createFaultyModel();
    const struck = model.meet('delete my appointment', { kind: 'hang' });
    expect(model.answer(asking('yes')).kind).toBe('json');
    expect(model.answer(asking('delete my appointment'))).toEqual({ kind: 'hang' });
    expect(struck()).toBe(true);
  });

  it('fails in no later call with the same words when it was not asked in the first', () => {
    const model = createFaultyModel();
    const first = model.meet('delete my appointment', { kind: 'status', status: 500 });
    expect(first()).toBe(false);
    const second = model.meet('delete my appointment', { kind: 'hang' });
    expect(model.answer(asking('delete my appointment'))).toEqual({ kind: 'hang' });
    expect(second()).toBe(true);
  });
});
