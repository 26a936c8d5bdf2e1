import { describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../../machines/policy/business.ts';
import { spokenStaffDay, spokenStaffWeek } from '../../../../services/words/spoken/staff-hours.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const { business } = shippedDefinition('bright-smile');
const [grandview] = business.locations;
if (grandview === undefined) throw new Error('the clinic is there');

function member(id: string): StaffMember {
  const found = business.staff.find((one) => one.id === id);
  if (found === undefined) throw new Error(`nobody is called ${id}`);
  return found;
}

function onDay(id: string, date: string) {
  return spokenStaffDay(business, grandview as never, member(id), { date, today: '2026-11-20' });
}

describe('A caller who asks when somebody is in', () => {
  it('hears the hours of that person, not those of the door', () => {
    expect(spokenStaffWeek(grandview, member('dr-nguyen'))).toBe(
      'Monday and Thursday 8 to 5, Wednesday 10 to 7, and Friday 8 to 4',
    );
  });

  it('hears the hours of the door of who has no others', () => {
    expect(spokenStaffWeek(grandview, member('rosa'))).toMatch(/^Monday, .* Saturday 9 to 1$/);
  });

  it('hears of one day whether they are in, and until when', () => {
    expect(onDay('dr-nguyen', '2026-11-25')).toBe('in on Wednesday the 25th, 10 to 7');
    expect(onDay('dr-nguyen', '2026-11-24')).toBe('not in on Tuesday the 24th');
  });

  it('hears that they are away, and that everything is closed', () => {
    expect(onDay('dr-patel', '2026-12-29')).toBe('not in on Tuesday, December 29th');
    expect(onDay('dr-patel', '2026-11-26')).toMatch(/we are closed for Thanksgiving$/);
  });

  it('hears of no hours at a place where they never are', () => {
    const elsewhere = { ...member('rosa'), locations: ['downtown'] };
    expect(spokenStaffWeek(grandview, elsewhere)).toBe('');
  });
});
