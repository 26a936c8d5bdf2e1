/** What loads, what it holds, and which version it has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAt } from '../../../machines/policy/open-hours.ts';
import { checkDefinitions, loadDefinitions } from '../../../services/definitions/definitions.ts';
import { printFinding } from '../../../services/definitions/finding.ts';
import { readPolicyFiles } from '../../../services/definitions/policy-folder.ts';
import { type Files, judge, practiceFiles } from './practice-policies.ts';

const policies = join(fileURLToPath(new URL('../../..', import.meta.url)), 'policies');

function changed(file: string, from: string, to: string): Files {
  const text = practiceFiles[file] ?? '';
  if (!text.includes(from)) throw new Error(`"${from}" is not in ${file}`);
  return { ...practiceFiles, [file]: text.replace(from, () => to) };
}

function only(files: Files) {
  const { definitions, findings } = judge(files);
  expect(findings).toEqual([]);
  const [definition] = definitions;
  if (!definition) throw new Error('nothing loaded');
  return definition;
}

describe('the shipped policies', () => {
  it('load without a finding, each with its own version', () => {
    const { definitions, findings } = loadDefinitions(policies);
    expect(findings.map(printFinding)).toEqual([]);
    expect(definitions.map(({ business }) => business.id)).toEqual(
      expect.arrayContaining(['bright-smile', 'stride-shoes', 'unlisted']),
    );
    expect(new Set(definitions.map(({ version }) => version)).size).toBe(definitions.length);
  });

  it('hold no number that could ring at a stranger', () => {
    const dialled = readPolicyFiles(policies).flatMap(({ text }) =>
      [...text.matchAll(/number: "(\+\d+)"|phone: "(\+\d+)"/g)].map((m) => m[1] ?? m[2] ?? ''),
    );
    expect(dialled.length).toBeGreaterThan(0);
    expect(dialled.filter((number) => !/^\+1\d{3}55501\d\d$/.test(number))).toEqual([]);
  });
});

describe('the changes worked through for operations', () => {
  const files = readPolicyFiles(policies);
  const guide = readFileSync(join(policies, 'README.md'), 'utf8');
  const [holiday, dentist, price, question, rule, why, sentence, never, consent, flows] = [
    ...guide.matchAll(/```yaml\n([\s\S]*?)```/g),
  ].map((match) => match[1] ?? '');

  type Edits = Record<string, (text: string) => string>;

  /** The findings and the clinic, after edits of its files. */
  function clinicAfter(edits: Edits) {
    const edited = files.map((file) => {
      const edit = edits[file.path.split('bright-smile/')[1] ?? ''];
      return edit ? { ...file, text: edit(file.text) } : file;
    });
    const { definitions, findings } = checkDefinitions(policies, edited);
    expect(findings.map(printFinding)).toEqual([]);
    const clinic = definitions.find(({ business }) => business.id === 'bright-smile');
    if (!clinic) throw new Error('the clinic did not load');
    return clinic;
  }
  const below = (line: string, more: string | undefined) => (text: string) =>
    text.replace(`${line}\n`, () => `${line}\n${more}`);
  const atTheEnd = (more: string | undefined) => (text: string) => `${text}\n${more}`;

  it('a holiday', () => {
    const clinic = clinicAfter({ 'business.yaml': below('holidays:', holiday) });
    const [location] = clinic.business.locations;
    if (!location) throw new Error('no location');
    expect(openAt(clinic.business, location, '2027-02-12T11:00')).toBe(true);
    expect(openAt(clinic.business, location, '2027-02-12T14:00')).toBe(false);
  });

  it('a new dentist', () => {
    const clinic = clinicAfter({ 'business.yaml': below('staff:', dentist) });
    expect(clinic.business.staff.map(({ id }) => id)).toContain('dr-okafor');
  });

  it('another price', () => {
    const clinic = clinicAfter({
      'business.yaml': (text) => text.replace('    price: { exactly: 129 }\n', () => price ?? ''),
    });
    expect(clinic.business.services[0]?.price).toEqual({ exactly: 135 });
  });

  it('a new question', () => {
    const clinic = clinicAfter({ 'questions.yaml': atTheEnd(question) });
    expect(clinic.questions.map(({ id }) => id)).toContain('dogs');
  });

  it('a new rule, which asks for its sentence until there is one', () => {
    const edited = files.map((file) =>
      file.path.endsWith('bright-smile/rules.yaml')
        ? { ...file, text: `${file.text}\n${rule}` }
        : file,
    );
    expect(checkDefinitions(policies, edited).findings.map(({ what }) => what)).toEqual([
      'there is no sentence "first-visit-friday-afternoon"',
    ]);
    const clinic = clinicAfter({ 'rules.yaml': atTheEnd(rule), 'words.yaml': atTheEnd(why) });
    expect(clinic.rules.map(({ id }) => id)).toContain('first-visit-friday-afternoon');
  });

  it('another wording, and words never to be said', () => {
    const clinic = clinicAfter({
      'words.yaml': atTheEnd(sentence),
      'business.yaml': atTheEnd(never),
    });
    expect(clinic.words['anything-else']).toHaveLength(2);
    expect(clinic.business.neverSay).toContain('pain free');
  });

  it('consent by state, and the flows that ship switched off', () => {
    const clinic = clinicAfter({
      'rules.yaml': atTheEnd(consent),
      'words.yaml': atTheEnd('kept-in-writing: This call is kept in writing.'),
      'business.yaml': (text) => text.replace(/^flows: .*\n/m, () => flows ?? ''),
    });
    expect(Object.keys(clinic.flows)).toEqual(expect.arrayContaining(['waiting-list', 'lead']));
  });
});

describe('a business lies over the defaults', () => {
  it('its wordings and pauses replace theirs one by one', () => {
    const definition = only({
      ...practiceFiles,
      'barber/words.yaml': 'greeting: Corner Barber, hello!\n',
      'barber/timing.yaml': 'silence: 9000\n',
    });
    expect(definition.words.greeting).toBe('Corner Barber, hello!');
    expect(definition.words.goodbye).toBe('Words for it.');
    expect(definition.timing).toMatchObject({ silence: 9000, 'patience-open': 500 });
  });

  it('its reaction to one danger sign leaves the others as they are', () => {
    const definition = only({
      ...practiceFiles,
      'barber/repair.yaml': 'signals:\n  anger: { from: 0.9, say: abuse, then: end }\n',
    });
    expect(definition.repair.signals.anger).toEqual({ from: 0.9, say: 'abuse', then: 'end' });
    expect(definition.repair.signals.emergency.from).toBe(0.6);
    expect(definition.repair['misses-max']).toBe(3);
  });

  it('its rules are asked before the default ones', () => {
    const rule = '- { id: never, topic: transfer, when: "true", then: refuse }\n';
    const definition = only({ ...practiceFiles, 'defaults/rules.yaml': rule });
    expect(definition.rules.map(({ id }) => id)).toEqual(['too-far', 'closed', 'never']);
  });

  it('its flow replaces a default one of the same name whole', () => {
    const own = (practiceFiles['defaults/flows/message.yaml'] ?? '').replace(
      'The caller leaves a message.',
      'For Lee.',
    );
    const definition = only({ ...practiceFiles, 'barber/flows/message.yaml': own });
    expect(definition.flows.message?.about).toBe('For Lee.');
  });

  it('only flows it lists are offered, with the flows that those call', () => {
    const extra = (practiceFiles['defaults/flows/message.yaml'] ?? '').replace('message', 'extra');
    const files: Files = { ...practiceFiles, 'defaults/flows/extra.yaml': extra };
    expect(Object.keys(only(files).flows)).toEqual(['visit', 'message']);
    files['barber/flows/visit.yaml'] = (files['barber/flows/visit.yaml'] ?? '').replace(
      'say: booked',
      'call: extra',
    );
    expect(Object.keys(only(files).flows)).toEqual(['visit', 'message', 'extra']);
  });

  it('an empty optional file counts as none', () => {
    expect(only({ ...practiceFiles, 'barber/words.yaml': '# nothing yet\n' }).business.id).toBe(
      'barber',
    );
  });

  it('a list whose lines are all comments has nothing in it, where it may', () => {
    const text = practiceFiles['barber/business.yaml'] ?? '';
    const more = 'holidays:\n#  - { date: 2027-07-05, name: Independence Day }\n';
    expect(only({ ...practiceFiles, 'barber/business.yaml': `${text}\n${more}` })).toMatchObject({
      business: { holidays: [] },
    });
  });
});

describe('a broken business', () => {
  const second = Object.fromEntries(
    Object.entries(practiceFiles)
      .filter(([name]) => name.startsWith('barber/'))
      .map(([name, text]) => [
        name.replace('barber/', 'salon/'),
        text.replace('+16145550170', '+16145550180'),
      ]),
  );

  it('does not keep the others from loading', () => {
    const { definitions, findings } = judge({
      ...practiceFiles,
      ...second,
      'salon/business.yaml': 'name: [',
    });
    expect(definitions.map(({ business }) => business.id)).toEqual(['barber']);
    expect(findings.every(({ file }) => file.startsWith('policies/salon/'))).toBe(true);
    expect(findings.length).toBeGreaterThan(0);
  });

  it('gives every finding of every file at once', () => {
    const { findings } = judge({
      ...changed('barber/business.yaml', 'minutes: 30', 'minutes: half'),
      'barber/questions.yaml': '- id: Hours\n',
      'barber/rules.yaml': '- { id: one }\n',
    });
    expect([...new Set(findings.map(({ file }) => file))]).toEqual([
      'policies/barber/business.yaml',
      'policies/barber/questions.yaml',
      'policies/barber/rules.yaml',
    ]);
  });

  it('that claims a number of another one gives way to it', () => {
    const salon = practiceFiles['barber/business.yaml'] ?? '';
    const { definitions, findings } = judge({
      ...practiceFiles,
      ...second,
      'salon/business.yaml': salon,
    });
    expect(findings.map(printFinding)).toEqual([
      'policies/salon/business.yaml:5: +16145550170 is claimed by "barber" as well: remove it from one of them',
    ]);
    expect(definitions.map(({ business }) => business.id)).toEqual(['barber']);
  });
});

describe('a version', () => {
  const { version } = only(practiceFiles);

  it('stays when only comments, order of keys and empty lines change', () => {
    const text = `# A comment\n\n${practiceFiles['barber/business.yaml'] ?? ''}`;
    const reordered = text.replace('name: Lee\n    role: barber', 'role: barber\n\n    name: Lee');
    expect(reordered).not.toBe(text);
    expect(only({ ...practiceFiles, 'barber/business.yaml': reordered }).version).toBe(version);
  });

  it.each([
    ['barber/business.yaml', 'minutes: 30', 'minutes: 35'],
    ['barber/flows/visit.yaml', 'ask: [name, phone]', 'ask: [service, name, phone]'],
    ['barber/questions.yaml', 'We are open', 'Open'],
    ['barber/rules.yaml', '> 60', '> 61'],
    ['defaults/words.yaml', 'booked: Words', 'booked: Word'],
    ['defaults/timing.yaml', 'silence: 7000', 'silence: 7001'],
    ['defaults/repair.yaml', 'misses-max: 3', 'misses-max: 4'],
    ['defaults/understanding.yaml', 'sure-at: 0.6', 'sure-at: 0.7'],
  ])('changes with what %s says', (file, from, to) => {
    expect(only(changed(file, from, to)).version).not.toBe(version);
  });
});

describe('whatever people do to the files', () => {
  const names = Object.keys(practiceFiles);
  const edit = fc.record({
    file: fc.constantFrom(...names),
    at: fc.nat(),
    cut: fc.nat({ max: 40 }),
    put: fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '\n',
        ': ',
        '- ',
        '[',
        '{',
        '"',
        '&a ',
        '*a',
        '!x ',
        '\t',
        '<<: ',
        'null',
        '~',
      ),
    ),
  });

  it('the checker answers with findings that name a line of a file, and never falls over', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const files = { ...practiceFiles };
        for (const { file, at, cut, put } of edits) {
          const text = files[file] ?? '';
          const from = at % (text.length + 1);
          files[file] = text.slice(0, from) + put + text.slice(from + cut);
        }
        const { definitions, findings } = judge(files);
        for (const { file, line, what, fix } of findings) {
          const lines = (files[file.replace('policies/', '')] ?? '').split('\n').length;
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(what).not.toBe('');
          expect(fix).not.toBe('');
        }
        if (definitions.length === 0) expect(findings).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('a whole line deleted anywhere never crashes it either', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), (file, at) => {
        const lines = (practiceFiles[file] ?? '').split('\n');
        lines.splice(at % lines.length, 1);
        const { definitions, findings } = judge({ ...practiceFiles, [file]: lines.join('\n') });
        expect(definitions.length + findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});
