import { describe, expect, it } from 'vitest';
import { mergedTexts } from '../../../../../server/console/page/flows/merge-texts.ts';
import {
  readYamlText,
  withItem,
  withValue,
} from '../../../../../server/console/page/flows/yaml-edit.ts';
import { shippedText } from '../../../../support/edited-policies.ts';

const clinic = shippedText('bright-smile/business.yaml');

function changedLines(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line));
}

describe('a form over a file', () => {
  it('changes the one line it is about, and keeps every comment', () => {
    const after = withValue(clinic, ['locations', 0, 'hours', 'tuesday'], [['09:00', '19:00']]);
    expect(changedLines(clinic, after)).toEqual(['      tuesday: [["09:00", "19:00"]]']);
    expect(after.split('\n')).toHaveLength(clinic.split('\n').length);
  });

  it('adds a holiday, and takes it out again', () => {
    const added = withItem(clinic, ['holidays'], { date: '2027-02-03', name: 'training day' });
    const read = readYamlText(added);
    const holidays = 'value' in read ? (read.value as { holidays: unknown[] }).holidays : [];
    expect(holidays.at(-1)).toEqual({ date: '2027-02-03', name: 'training day' });
    const gone = withValue(added, ['holidays', holidays.length - 1], undefined);
    expect(readYamlText(gone)).toEqual(readYamlText(clinic));
  });

  it('rests at the line where the file cannot be read', () => {
    expect(readYamlText('name: x\n  broken: [')).toHaveProperty('brokenLine');
  });
});

describe('two texts that began as one', () => {
  const base = 'a: 1\nb: 2\nc: 3\n';

  it('are put together when different lines were changed', () => {
    expect(mergedTexts(base, 'a: 9\nb: 2\nc: 3\n', 'a: 1\nb: 2\nc: 8\n')).toBe(
      'a: 9\nb: 2\nc: 8\n',
    );
  });

  it('are not when both changed the same line', () => {
    expect(mergedTexts(base, 'a: 9\nb: 2\nc: 3\n', 'a: 8\nb: 2\nc: 3\n')).toBeUndefined();
  });
});
