/** Something was done or answered: is there anything else? */
import type { Definition } from '../../policy/definition.ts';
import type { ChartState, Edge } from '../chart-types.ts';
import { intentEdges } from './intent-edges.ts';
import { keptSlots } from './serving.ts';

/** Right after a booking, another day or time means that booking. */
function changeOfWritten(definition: Definition): Edge[] {
  if (!definition.business.flows.includes('reschedule')) return [];
  return [
    {
      guard: { type: 'changesWritten', params: { slots: ['when'] } },
      target: '#reschedule',
      actions: [{ type: 'takeWritten' }, { type: 'fill', params: { slots: ['when'] } }],
      description: 'changes what was just booked',
    },
  ];
}

/** "Actually, cancel that", right after a booking, is never taken for "nothing else". */
function cancelOfWritten(definition: Definition): Edge[] {
  if (!definition.business.flows.includes('cancel')) return [];
  return [
    {
      guard: { type: 'hasWritten' },
      target: '#cancel',
      actions: [{ type: 'takeWritten' }],
      description: 'cancels what was just booked',
    },
  ];
}

export function anythingElse(definition: Definition): ChartState {
  const id = 'anything-else';
  const edges = intentEdges(definition, id);
  const closing: Edge[] = [{ target: '#closing' }];
  return {
    id,
    description: 'Asks whether there is anything else.',
    tags: ['question'],
    meta: { yesNo: true, invites: true, accepts: 'all-flows', silenceAllowed: true },
    entry: [
      { type: 'place', params: { place: 'anything-else' } },
      { type: 'leaveFlow', params: { keep: keptSlots(definition) } },
      { type: 'say', params: { sentence: 'anything-else', role: 'question', missesOf: id } },
    ],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      ...edges,
      'caller.corrected': [...changeOfWritten(definition), ...(edges['caller.corrected'] ?? [])],
      'caller.denied': closing,
      'caller.thanked': closing,
      'caller.cancelled': [...cancelOfWritten(definition), ...closing],
      'caller.affirmed': [{ target: '#asking-intent.asking' }],
    },
  };
}
