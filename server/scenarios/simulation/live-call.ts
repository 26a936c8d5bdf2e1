/** One call lived to its end: a caller, the world around it and time take turns, all by one seed. */

import type { Definition } from '../../../machines/policy/definition.ts';
import type { EffectName } from '../../../machines/ports.ts';
import type { ForcedWorld } from '../forced-world.ts';
import type { BareCall } from './bare-call.ts';
import type { Chance } from './chance.ts';
import { faultyCue, otherCue, usualCue, type WorldFault, worldFaults } from './chance-world.ts';
import type { RandomCaller, Temper } from './random-caller.ts';

export interface LiveCallDeps {
  call: BareCall;
  world: ForcedWorld;
  definition: Definition;
  chance: Chance;
  temper: Temper;
  caller: RandomCaller;
  /** How the world fails at this effect, if it does. */
  fault(effect: EffectName): WorldFault | null;
  /** How often the world answers something else than everything being well. */
  oddAnswers: number;
  /** Lets the engine do all it set off. */
  rest(): Promise<void>;
  /** The call is under way already. */
  begun?: boolean;
  /** The caller has hung up already. */
  gone?: boolean;
}

/** A caller who talks longer than this has said everything there is, and hangs up. */
const stepsMax = 90;
/** What is left of a call that the caller has left. */
const endingMax = 30;

/** Whether "one moment" has been said by now makes no other place of it. */
const placeOf = (state: string) => state.replace(/\.(?:quietly|audibly)$/, '');

export async function liveCall(deps: LiveCallDeps): Promise<void> {
  const { call, world, definition, chance, temper, caller, rest } = deps;
  const { timing } = definition;
  let silences = 0;
  let gone = deps.gone === true;
  let patient = false;

  // An answer that the chart no longer waits for may come, and is not waited for.
  const waits = () => call.ringing || (world.waiting !== null && (call.busy || gone));

  async function passes(ms: number): Promise<void> {
    await call.clock.advance(ms);
    await rest();
  }

  function hangsUp(): void {
    gone = true;
    call.happens({ type: 'caller.hung-up' });
  }

  async function answers(): Promise<void> {
    if (call.ringing) {
      call.rung(chance.pick(['connected', 'no-answer', 'busy', 'unknown']) ?? 'unknown');
      await rest();
      return;
    }
    const effect = world.waiting;
    if (effect === null) return;
    const fault = deps.fault(effect);
    if (fault === 'timeout' || fault === 'timeout-after-acting') {
      if (fault === 'timeout-after-acting') await world.happenUnheard();
      await passes(timing['effect-max']);
      return;
    }
    if (fault === 'slow') {
      const asking = placeOf(call.state);
      await passes(timing['effect-max'] - 1);
      // Some of the time was over already: then it is too late, and nobody waits for it.
      if (call.over || !waits() || (!gone && placeOf(call.state) !== asking)) return;
    }
    const odd = fault === null && chance.happens(deps.oddAnswers);
    const cue =
      fault === null
        ? odd
          ? otherCue(effect, chance)
          : usualCue(effect)
        : faultyCue(effect, fault);
    if (cue !== null) await world.give(cue);
    await rest();
  }

  /** The line counts silence as the ear would. */
  async function keepsSilent(): Promise<void> {
    const state = call.state;
    await passes(patient ? timing['wait-for-caller'] : timing.silence);
    patient = false;
    if (call.over || call.state !== state || call.mouth.speaking || !call.countsSilence) return;
    silences += 1;
    call.happens({ type: 'caller.was-silent', nth: silences });
    await rest();
  }

  async function speaks(): Promise<void> {
    const event = caller.says(call);
    if (event === null) return keepsSilent();
    silences = 0;
    patient = event.type === 'caller.asked-wait';
    call.says(event);
    await rest();
  }

  async function turn(): Promise<void> {
    if (chance.happens(temper.leaves)) {
      hangsUp();
      return rest();
    }
    if (waits() && !chance.happens(0.08)) return answers();
    if (call.mouth.speaking) {
      if (call.mouth.interruptible && chance.happens(temper.talksOver)) return speaks();
      call.hears();
      await rest();
      return;
    }
    if (call.ringing) return answers();
    if (!call.countsSilence && !call.busy) return passes(1_000);
    if (chance.happens(temper.silent)) return call.countsSilence ? keepsSilent() : passes(500);
    return speaks();
  }

  if (deps.begun !== true) call.happens({ type: 'line.opened' });
  await rest();
  for (let step = 0; step < stepsMax && !call.over && !gone; step += 1) {
    await turn();
  }
  if (!call.over && !gone) hangsUp();
  for (let step = 0; step < endingMax && !call.over; step += 1) {
    if (waits()) await answers();
    else await passes(timing['effect-max']);
  }
}

export function anyFault(chance: Chance, share: number): () => WorldFault | null {
  return () => (chance.happens(share) ? (chance.pick(worldFaults) ?? null) : null);
}
