import { expect, it } from 'vitest';
import { spokenDayHours } from '../../../../services/words/spoken/hours.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const { business } = shippedDefinition('stride-shoes');
const [loop] = business.locations;
if (loop === undefined) throw new Error('the stores are there');

it('a day of more than twelve hours tells its morning from its night', () => {
  expect(spokenDayHours(business, loop, '2026-11-20T15:00', '2026-11-27')).toMatch(
    /from 8 in the morning to 9 at night, because of the day after Thanksgiving$/,
  );
});

it('a usual day does not need to', () => {
  expect(spokenDayHours(business, loop, '2026-11-20T15:00', '2026-11-23')).toMatch(/from 10 to 8$/);
});
