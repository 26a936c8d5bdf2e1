/** What is written beside an arrow of the picture: the event, in words that fit. */
import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';

/** The event of a transition as people say it, e.g. `gave`, `committed`, `after 8 s`. */
export function arrowEvent(transition: AnyTransitionDefinition, source: AnyStateNode): string {
  if (transition.description !== undefined) return transition.description;
  const guard = guardWords(transition.guard);
  const { eventType } = transition;
  if (eventType.startsWith('xstate.done.actor.')) return guard ?? 'done';
  if (eventType.startsWith('xstate.error.actor.')) return 'error';
  if (eventType.startsWith('xstate.done.state.')) return guard ?? 'finished';
  if (eventType.startsWith('xstate.after.')) return afterWords(eventType, source);
  const event = eventType.replace(/^(caller|agent)\./, '').replaceAll(/[-.]/g, ' ');
  if (event === '') return guard ?? 'at once';
  return guard === undefined ? event : `${event}: ${guard}`;
}

/** At most this many events are written out on one arrow. */
const eventsShownMax = 2;

/** A label for all the events on one way. */
export function arrowLabel(events: string[]): string {
  const shown = events.slice(0, eventsShownMax).join(', ');
  const more = events.length - eventsShownMax;
  return more > 0 ? `${shown} +${more}` : shown;
}

/** A guard's outcome when it compares one, its name otherwise. */
function guardWords(guard: unknown): string | undefined {
  if (typeof guard === 'string') return guard.replaceAll('-', ' ');
  if (typeof guard !== 'object' || guard === null || !('type' in guard)) return undefined;
  const params = 'params' in guard ? guard.params : undefined;
  if (typeof params === 'object' && params !== null) {
    for (const value of Object.values(params)) {
      if (typeof value === 'string') return value.replaceAll('-', ' ');
    }
  }
  const words = String(guard.type).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replaceAll('-', ' ');
}

function afterWords(eventType: string, source: AnyStateNode): string {
  const delay = eventType.slice('xstate.after.'.length).replace(`.${source.id}`, '');
  const ms = Number(delay);
  return Number.isFinite(ms) ? `after ${ms / 1000} s` : `after ${delay.replaceAll('-', ' ')}`;
}
