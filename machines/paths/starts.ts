/** The ways in which a call to a business can begin. */
import { startableFlows } from '../flow/compile.ts';
import type { Definition } from '../policy/definition.ts';
import type { Start } from './moves.ts';

const known = { phone: '+16145550177', vouched: true };

export function startsOf(definition: Definition): Start[] {
  const { numbers } = definition.business;
  const dialled = numbers.flatMap((each) => ('at' in each && each.at ? [each.at] : []));
  const ofNoPlace = numbers.some((each) => !('at' in each) || each.at === undefined);
  const [place] = dialled;
  const at = ofNoPlace || place === undefined ? {} : { locationId: place };
  return [
    { name: 'a number that the carrier vouches for', ...known, ...at },
    { name: 'a number nobody vouches for', phone: known.phone, vouched: false, ...at },
    { name: 'a withheld number', phone: '', vouched: false, ...at },
    ...(place === undefined ? [] : [{ name: `calls ${place}`, ...known, locationId: place }]),
    ...startableFlows(definition).map(({ flow }) => ({
      name: `was cut off in ${flow}`,
      ...known,
      ...at,
      remembered: flow,
    })),
  ];
}
