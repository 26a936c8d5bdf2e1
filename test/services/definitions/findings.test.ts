/** One fault in a sound folder: the file, the line and the way out that its author reads. */
import { describe, expect, it } from 'vitest';
import { findingsAfter, judge, practiceFiles } from './practice-policies.ts';

/** What is wrong, the text that is replaced, the text in its place, and every finding it gives. */
type Fault = [title: string, from: string, to: string, ...findings: string[]];

function faultsIn(file: string, faults: Fault[]): void {
  it.each(faults)('%s', (_title, from, to, ...findings) => {
    const expected = findings.map((finding) => `policies/${file}:${finding}`);
    expect(findingsAfter(file, from, to)).toEqual(expected);
  });
}

describe('the author of business.yaml reads where it is wrong and what to write instead', () => {
  faultsIn('barber/business.yaml', [
    [
      'a misspelt key',
      'nicknames: [trim]',
      'nicknmes: [trim]',
      '24: "nicknmes" is not known here: did you mean "nicknames"?',
    ],
    [
      'a phone number that YAML takes for a number',
      'number: "+16145550170"',
      'number: +16145550170',
      '5: "number" is 16145550170: put it in quotes',
    ],
    [
      'a phone number as people write it',
      '"+16145550170"',
      '"614 555 0170"',
      '5: "number" is "614 555 0170": write it as +<country><number>, digits only',
    ],
    [
      'a word for a number',
      'minutes: 30',
      'minutes: half',
      '25: "minutes" is "half": write a number',
    ],
    [
      'a number out of bounds',
      'minutes: 30',
      'minutes: 3',
      '25: "minutes" is out of bounds: use at least 5',
    ],
    [
      'a missing key, at the service that lacks it',
      '    minutes: 30\n',
      '',
      '21: "minutes" is missing: add it, as a number',
    ],
    [
      'a price without its kind',
      'price: { exactly: 30 }',
      'price: 30',
      '26: "price" is 30: use one of on-request, free, or a group with exactly, from, to',
    ],
    [
      'a misspelt kind of price',
      'price: { exactly: 30 }',
      'price: { exact: 30 }',
      '26: "exact" is not known here: did you mean "exactly"?',
    ],
    [
      'hours that overlap',
      '["13:00", "17:00"]',
      '["11:00", "17:00"]',
      '12: 11:00 to 17:00 overlaps 09:00 to 12:00: join them, or move one',
    ],
    [
      'hours that end before they begin',
      '["13:00", "17:00"]',
      '["17:00", "13:00"]',
      '12: item 2 of "monday" is ["17:00","13:00"]: the first time must be before the second',
    ],
    [
      'a misspelt weekday',
      'tuesday:',
      'tusday:',
      '13: "tusday" is not known here: did you mean "tuesday"?',
    ],
    [
      'a number that belongs to a location that is not there',
      'at: main',
      'at: mian',
      '6: there is no location "mian": did you mean "main"?',
    ],
    [
      'a service for a role that nobody has',
      'by: [barber]',
      'by: [barbar]',
      '27: there is no role "barbar": did you mean "barber"?',
    ],
    [
      'a service in a room that is not there',
      'rooms: [chair]',
      'rooms: [bench]',
      '28: there is no kind of room "bench": use one of chair',
    ],
    [
      'a flow that is not there',
      'flows: [visit, message]',
      'flows: [visit, mesage]',
      '29: there is no flow "mesage": did you mean "message"?',
    ],
    [
      'a flow that is listed twice',
      'flows: [visit, message]',
      'flows: [visit, visit]',
      '29: "visit" is in flows twice: rename or remove one',
    ],
    [
      'a text with a colon',
      'name: Corner Barber',
      'name: Corner: Barber',
      '1: this line holds ": " twice: put a text that holds ": " in quotes',
    ],
    [
      'a tab',
      'what: a barber',
      '\twhat: a barber',
      '2: tabs are not allowed as indentation: indent with spaces',
    ],
    [
      'hours as people say them',
      '[["09:00", "17:00"]]',
      '9-5',
      '13: "tuesday" is "9-5": write [["09:00", "17:00"]], or leave the day out where it is closed',
    ],
    [
      'an hour without its nought, once and not twice',
      'tuesday: [["09:00"',
      'tuesday: [["9:00"',
      '13: item 1 of "tuesday" is "9:00": write the time as HH:MM, 24 hours',
    ],
    [
      'an hour that no clock has',
      'tuesday: [["09:00", "17:00"]]',
      'tuesday: [["09:00", "25:00"]]',
      '13: item 2 of "tuesday" is "25:00": write the time as HH:MM, 24 hours',
    ],
    [
      'a day that no calendar has',
      'flows: [visit, message]',
      'flows: [visit, message]\nholidays: [{ date: 2027-02-30, name: x }]',
      '30: "date" is "2027-02-30": write a day that exists, as YYYY-MM-DD',
    ],
    [
      'a price with a comma',
      'exactly: 30',
      'exactly: 30,50',
      '26: "50" is not known here: write a number with a point, as in 30.50',
    ],
    [
      'prices the wrong way around',
      'price: { exactly: 30 }',
      'price: { from: 30, to: 20 }',
      '26: "price" is a group of values: the first price must not be above the second',
    ],
    [
      'curly quotes, which a word processor writes',
      'name: Corner Barber',
      'name: “Corner Barber”',
      '1: curly quotes do not hold a text together, and would be part of it: write straight ones: "like this"',
    ],
    [
      'a line that begins a blank too early, once and not four times',
      '    minutes: 30',
      '   minutes: 30',
      '25: this line does not begin where its neighbours do: line it up with its neighbours, and close every bracket',
    ],
    [
      'a colon without its blank',
      'what: a barber',
      'what:a barber',
      '2: this line is no "name: value": write "name: value", with a blank after the colon, below its neighbours',
    ],
    [
      'one text where a list is wanted',
      'by: [barber]',
      'by: barber',
      '27: "by" is one text: write a list: ["barber"]',
    ],
    [
      'a time zone as people call it',
      'America/New_York',
      'EST',
      '3: "timeZone" is "EST": write its name, such as America/New_York',
    ],
    [
      'what is no text at all',
      'name: Corner Barber',
      'name: Corner\0Barber',
      '1: there are signs here that are no text: save the file as plain text, in UTF-8',
    ],
    [
      'a star that YAML takes for a reference',
      'what: a barber',
      'what: *barber',
      '2: "*barber" refers to another place: write the value out, or quote the text',
    ],
    [
      'the same key twice',
      'what: a barber',
      'what: a barber\nwhat: a hairdresser',
      '3: this name is here twice: remove one of the two, or rename it',
    ],
  ]);

  it('a service that nobody can do because the person and the room are in different places', () => {
    const apart = `  - id: annex
    name: Annex
    address: 2 Main Street
    hours: {}
rooms:
  - { id: chair-one, kind: chair, location: annex }`;
    const from = 'rooms:\n  - { id: chair-one, kind: chair, location: main }';
    const file = 'barber/business.yaml';
    const text = (practiceFiles[file] ?? '')
      .replace(from, apart)
      .replace('role: barber', 'role: barber\n    locations: [main]');
    const { 'barber/questions.yaml': _questions, ...others } = practiceFiles;
    expect(judge({ ...others, [file]: text }).findings).toMatchObject([
      { line: 26, what: expect.stringContaining('nobody can do "haircut"') },
    ]);
  });
});

describe('the author of a flow reads what is no name', () => {
  faultsIn('barber/flows/visit.yaml', [
    [
      'a last name asked of what has none',
      'name: { kind: name, ask: ask-name }',
      'name: { kind: phone, ask: ask-name, last-name: ask-name }',
      '7: "last-name" is for slots of kind name, and "name" is a phone: remove it',
    ],
    [
      'a sentence for the last name that nobody has written',
      'name: { kind: name, ask: ask-name }',
      'name: { kind: name, ask: ask-name, last-name: ask-lst-name }',
      '7: there is no sentence "ask-lst-name": did you mean "ask-name"?',
    ],
  ]);
});

describe('the author of a flow reads how a text is told unasked', () => {
  faultsIn('barber/flows/visit.yaml', [
    [
      'wordings around what is no free text',
      'name: { kind: name, ask: ask-name }',
      'name: { kind: name, ask: ask-name, said-as: ["I am {name}"] }',
      '7: "said-as" is for slots of kind text, and "name" is a name: remove it: such a value is known wherever it is said',
    ],
  ]);
  faultsIn('defaults/flows/message.yaml', [
    [
      'a wording without its gap',
      'ask: ask-message }',
      'ask: ask-message, said-as: ["tell them that {message}", tell them] }',
      '4: "tell them" does not say where "message" stands between other words: write {message} in it once, beside other words',
    ],
    [
      'a wording that is all gap',
      'ask: ask-message }',
      'ask: ask-message, said-as: ["{message}"] }',
      '4: "{message}" does not say where "message" stands between other words: write {message} in it once, beside other words',
    ],
  ]);
});

describe('the author of a flow reads which step is wrong', () => {
  faultsIn('barber/flows/visit.yaml', [
    [
      'a first step that is not there',
      'first: what',
      'first: waht',
      '9: there is no step "waht": did you mean "what"?',
    ],
    [
      'a step into nowhere',
      'then: times',
      'then: tims',
      '13: there is no step "tims": did you mean "times"?',
    ],
    [
      'an outcome that does not exist',
      '      kept: allowed\n',
      '      keept: allowed\n',
      '17: find-times never ends with "keept": did you mean "kept"?',
    ],
    [
      'an outcome without an edge',
      '      alternatives: offer\n',
      '',
      '16: step "times" does not say where to go when find-times ends with "alternatives": add "alternatives: <step>" to its outcomes',
    ],
    [
      'a misspelt kind of step, named after the nearest kind',
      '    say: booked\n',
      '    sy: booked\n',
      '46: "sy" is not known here: did you mean "say"?',
    ],
    [
      'a step that does not lead on',
      '    say: booked\n    then: bye\n',
      '    say: booked\n',
      '45: "then" is missing: add it, as a text',
    ],
    [
      'an effect that does not exist',
      'do: book',
      'do: bok',
      '39: "do" is "bok": did you mean "book"?',
    ],
    [
      'a start with a slot that is not there',
      'starts-with: [service]',
      'starts-with: [servce]',
      '4: there is no slot "servce" in this flow: did you mean "service"?',
    ],
    [
      'a question for a slot that is not there',
      'ask: [name, phone]',
      'ask: [nam, phone]',
      '32: there is no slot "nam" in this flow: did you mean "name"?',
    ],
    [
      'a sentence that has no wording',
      'say: booked',
      'say: boked',
      '46: there is no sentence "boked": did you mean "booked"?',
    ],
    [
      'a flow with another name than its file',
      'flow: visit',
      'flow: vist',
      '1: the flow is called "vist", its file "visit.yaml": give both the same name',
    ],
    [
      'a flow that calls itself',
      '    say: booked\n',
      '    call: visit\n',
      '46: the flows call each other in a ring: visit, visit: let one of them end instead',
    ],
    [
      'a call of a flow that is not there',
      '    say: booked\n',
      '    call: mesage\n',
      '46: there is no flow "mesage": did you mean "message"?',
    ],
    [
      'steps that a caller never leaves',
      '    say: booked\n    then: bye',
      '    say: booked\n    then: told',
      '45: a caller can never leave from step "told": lead it to a step with "end" or "hand-over"',
    ],
    [
      'a step that no way leads to',
      'then: read-back\n',
      'then: write\n',
      '34: no way leads to step "read-back": lead another step to it, or remove it',
    ],
  ]);
});

describe('the author of rules.yaml reads what the condition lacks', () => {
  const readable = 'the condition cannot be read';
  faultsIn('barber/rules.yaml', [
    [
      'a fact that is not there',
      'opening.daysUntil > 60',
      'opening.dayUntil > 60',
      `3: ${readable}: "opening" has no "dayUntil": did you mean "daysUntil"?`,
    ],
    [
      'a group of facts that is not there',
      'opening.daysUntil > 60',
      'openin.daysUntil > 60',
      `3: ${readable}: there is no "openin": did you mean "opening"?`,
    ],
    [
      'a number compared with a text',
      'opening.daysUntil > 60',
      'opening.daysUntil > "60"',
      `3: ${readable}: no such overload: int > string: write it like opening.minutesUntil < 120 && !call.open`,
    ],
    [
      'a condition that gives a number',
      'opening.daysUntil > 60',
      'opening.daysUntil',
      `3: ${readable}: the condition gives int, not true or false: write it like opening.minutesUntil < 120 && !call.open`,
    ],
    [
      'a pattern that could hold up every call',
      'opening.daysUntil > 60',
      'call.from.matches("(a+)+$")',
      `3: ${readable}: conditions cannot use matches(): use one of contains, endsWith, has, size, startsWith`,
    ],
    [
      'a slot that no flow has',
      'opening.daysUntil > 60',
      'slots.servce == "x"',
      '3: no flow has a slot "servce": did you mean "service"?',
    ],
    [
      'a service that is not there, which would never hold',
      'opening.daysUntil > 60',
      'service.id == "hairct"',
      '3: there is no service "hairct": did you mean "haircut"?',
    ],
    [
      'a location and a weekday that are not there, in a list and the other way around',
      'opening.daysUntil > 60',
      'call.location in ["main", "mian"] || "Monday" == opening.weekday',
      '3: there is no day of the week "Monday": did you mean "monday"?',
      '3: there is no location "mian": did you mean "main"?',
    ],
    [
      'a condition that stops in the middle',
      'opening.daysUntil > 60',
      'opening.daysUntil >',
      `3: ${readable}: it ends too early: write it like opening.minutesUntil < 120 && !call.open`,
    ],
    [
      'a condition that no situation fits',
      'opening.daysUntil > 60',
      'opening.hour >= 18 && opening.hour < 9',
      '3: "too-far" can never hold: no situation fits its condition: change the condition, or remove the rule',
    ],
    [
      'a rule that contradicts the one above it, which always decides first',
      '  say: too-far\n',
      '  say: too-far\n- { id: far, topic: booking, when: opening.daysUntil > 90, then: hand-over }\n',
      '6: "far" never decides: "too-far" above it has decided by then, with refuse instead of hand-over: move it above "too-far", or narrow that one',
    ],
    [
      'one sign where two compare',
      'opening.daysUntil > 60',
      'opening.weekday = "friday"',
      `3: ${readable}: Unexpected character: =: compare with ==, as in opening.weekday == "friday"`,
    ],
    [
      'a word for a sign',
      'opening.daysUntil > 60',
      'opening.daysUntil > 60 and call.open',
      `3: ${readable}: Unexpected character: 'd': write && for and, || for or, ! for not`,
    ],
    [
      'a day of the week without quotes',
      'opening.daysUntil > 60',
      'opening.weekday == friday',
      `3: ${readable}: there is no "friday": put a text in quotes: "friday"`,
    ],
    [
      'a condition that YAML takes for a tag',
      '"!call.open"',
      '!call.open',
      '8: unresolved tag: !call.open: put a text that begins with ! in quotes',
    ],
    [
      'a reason without a wording',
      'say: too-far',
      'say: to-far',
      '5: there is no sentence "to-far": did you mean "too-far"?',
    ],
    [
      'a name used twice',
      'id: closed',
      'id: too-far',
      '6: two rules are called "too-far": rename one of them',
    ],
  ]);

  it('a topic that nothing asks about would never apply, and leaves a check without rules', () => {
    expect(findingsAfter('barber/rules.yaml', 'topic: booking', 'topic: boking')).toEqual([
      'policies/barber/flows/visit.yaml:28: no rule is about the topic "booking": did you mean "boking"?',
      'policies/barber/rules.yaml:2: nothing ever asks about the topic "boking": did you mean "booking"?',
    ]);
  });
});

describe('the author of questions.yaml reads which answer cannot be given', () => {
  faultsIn('barber/questions.yaml', [
    [
      'a placeholder that nothing fills',
      '{hours}',
      '{hour}',
      '3: nothing can fill {hour}: did you mean "hours"?',
    ],
    [
      'a brace that is not closed',
      '{hours}',
      '{hours',
      '3: a brace has no partner: write {name}, with both braces',
    ],
    [
      'an answer that leaves a caller without one',
      '\n  otherwise: "Which do you mean: {services}?"',
      '',
      '6: a caller who named nothing gets no answer, for lack of {service} and {price}: add "otherwise:" with what to say then',
    ],
    [
      'a way out of that answer that is none',
      'Which do you mean: {services}?',
      'It is {price}.',
      '7: {price} is not known in every call: say it without a value that the caller must name first',
    ],
    [
      'a fact that this business does not have',
      '{hours}',
      '{parking}',
      '3: a caller who named nothing gets no answer, for lack of {parking}: add "otherwise:" with what to say then',
    ],
    [
      'a wording that belongs to another question',
      'how much is it',
      'When are you open?',
      '5: "When are you open?" is already a wording of "hours": keep it in one of them',
    ],
    [
      'an id used twice',
      'id: price',
      'id: hours',
      '4: two questions are called "hours": rename one of them',
    ],
    [
      'an id with a capital',
      'id: price',
      'id: Price',
      '4: "id" is "Price": use lower-case letters, digits and dashes',
    ],
    [
      'no wording at all',
      'wordings: [how much is it]',
      'wordings: []',
      '5: "wordings" has the wrong length: list at least 1',
    ],
  ]);
});

describe('whoever keeps the defaults reads what every business would miss', () => {
  it('a pause that is not said', () => {
    expect(findingsAfter('defaults/timing.yaml', 'silence: 7000', '')).toEqual([
      'policies/defaults/timing.yaml:1: the defaults do not say silence: add each of them',
    ]);
  });

  it('a sentence to be heard that does not exist', () => {
    const change = ['must-be-heard: []', 'must-be-heard: [greting]'] as const;
    expect(findingsAfter('defaults/repair.yaml', ...change)).toEqual([
      'policies/defaults/repair.yaml:4: there is no sentence "greting": did you mean "greeting"?',
    ]);
  });

  it('a danger sign that does not exist', () => {
    expect(findingsAfter('defaults/repair.yaml', 'abuse: { from', 'abus: { from')).toEqual([
      'policies/defaults/repair.yaml:10: "abus" is not known here: did you mean "abuse"?',
    ]);
  });

  it('a sentence that the call itself says', () => {
    const greeting = 'greeting: This is {business}, and I am an AI assistant.\n';
    expect(findingsAfter('defaults/words.yaml', greeting, '')).toEqual([
      'policies/defaults/words.yaml:1: the call says "greeting", which has no wording: add "greeting: ..."',
    ]);
  });

  it('a broken flow, even while no business lists it', () => {
    const files = { ...practiceFiles };
    files['barber/business.yaml'] = (files['barber/business.yaml'] ?? '').replace(', message', '');
    files['defaults/flows/message.yaml'] = (files['defaults/flows/message.yaml'] ?? '').replace(
      'then: done',
      'then: dome',
    );
    const { definitions, findings } = judge(files);
    expect(findings).toMatchObject([{ line: 9, what: 'there is no step "dome"' }]);
    expect(definitions.map(({ business }) => business.id)).toEqual(['barber']);
  });
});

describe('whoever words what a caller agrees to reads what it does not tell', () => {
  const lineOf = (start: string) =>
    (practiceFiles['defaults/words.yaml'] ?? '')
      .split('\n')
      .findIndex((line) => line.startsWith(start)) + 1;

  it('a read-back without the time that is written', () => {
    expect(findingsAfter('defaults/words.yaml', '{opening}', 'yours')).toEqual([
      `policies/defaults/words.yaml:${lineOf('read-back:')}: the caller says yes to "read-back", and it does not tell {opening}: add {opening}: what is agreed to is what "do: book" writes`,
    ]);
  });

  it('one wording of several', () => {
    const several = '["It is {opening}. Shall I?", "Say yes, please."]';
    expect(
      findingsAfter('defaults/words.yaml', 'It is {opening}. Shall I book it?', several),
    ).toEqual([expect.stringContaining('does not tell {opening}')]);
  });

  it('a success that tells another time than the calendar', () => {
    expect(findingsAfter('defaults/words.yaml', '{booking}', 'Monday at 4')).toEqual([
      `policies/defaults/words.yaml:${lineOf('booked:')}: "booked" tells of the success of "do: book", and not which {booking}: add {booking}, which comes from the calendar: other words may tell another time`,
    ]);
  });
});

describe('what nothing would ever say', () => {
  it('is told, with the sentence that was meant', () => {
    const { findings } = judge({ ...practiceFiles, 'barber/words.yaml': 'greting: Hello!\n' });
    expect(findings).toMatchObject([
      { line: 1, what: 'nothing says the sentence "greting"', fix: 'did you mean "greeting"?' },
    ]);
  });
});

describe('a file that nobody would read does not pass in silence', () => {
  it.each([
    ['barber/question.yaml', 'did you mean "questions.yaml"?'],
    ['barber/business.yml', 'did you mean "business.yaml"?'],
    ['defaults/flows/Hold.yaml', 'use one of '],
    ['business.yaml', 'move it into a folder'],
  ])('%s', (name, fix) => {
    const { findings } = judge({ ...practiceFiles, [name]: 'name: x\n' });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ file: `policies/${name}`, line: 1 });
    expect(findings[0]?.fix).toContain(fix);
  });
});
