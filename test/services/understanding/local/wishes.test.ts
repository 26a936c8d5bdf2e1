import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../../../services/understanding/vocabulary.ts';
import { heard, inShort, practice, understood } from './practice.ts';

describe('what the caller wants', () => {
  it('is several things when the sentence holds several', () => {
    const text = "I'd like a cleaning with Dr Chen next Tuesday at 3, and do you have parking?";
    const commands = heard(text);
    expect(commands).toContainEqual({ command: 'start-flow', value: 'book' });
    expect(commands).toContainEqual({ command: 'ask', value: 'parking' });
    expect(commands).toContainEqual({
      command: 'set',
      slot: 'service',
      value: 'cleaning',
      heard: 'cleaning',
    });
    expect(commands).toContainEqual({
      command: 'set',
      slot: 'staff',
      value: 'chen',
      heard: 'Chen',
    });
    expect(commands.find(({ slot }) => slot === 'when')?.value).toEqual({
      date: '2026-11-24',
      time: '15:00',
    });
  });

  it.each([
    ["I'd like to make an appointment", 'book'],
    ['do you have any openings this week', 'book'],
    ['can you squeeze me in today', 'book'],
    ['I need to move my appointment', 'reschedule'],
    ['could we push back my visit', 'reschedule'],
    ['my booking, um, for Friday, I need to change', 'reschedule'],
    ['I got the dates wrong on my booking', 'reschedule'],
    ['please bring my appointment forward', 'reschedule'],
    ['please call off my booking', 'cancel'],
    ["I won't be able to make it to my appointment", 'cancel'],
    ['have somebody call me back', 'message'],
  ])('starts with "%s" the flow %s', (text, flow) => {
    expect(inShort(text)).toContain(`start-flow ${flow}`);
  });

  it('starts nothing for one who asks why something was done', () => {
    expect(inShort('why was my appointment moved')).toEqual(['out-of-scope']);
  });

  it('starts only flows that may start here', () => {
    expect(
      inShort('I need to move my appointment', { expectation: { flows: ['book'] } }),
    ).not.toContain('start-flow reschedule');
  });

  it('moves a booking to the new time, not to the old one', () => {
    const when = heard('I need to move my appointment from Tuesday to Wednesday at 2').find(
      ({ slot }) => slot === 'when',
    );
    expect(when?.value).toEqual({ date: '2026-11-25', time: '14:00' });
  });

  it.each([
    ['where are you', 'address'],
    ['is there somewhere to leave my car, parking I mean', 'parking'],
    ['do you accept Delta Dental insurance', 'insurance'],
    ['how much would a cleaning be', 'price'],
    ['what if I cancel, is there a fee', 'fee'],
  ])('asks with "%s" about %s', (text, question) => {
    expect(inShort(text)).toContain(`ask ${question}`);
  });

  it.each([
    'do you sell trampolines',
    'how long have you been married',
    'when does the movie start',
  ])('answers nothing it does not know: "%s"', (text) => {
    expect(inShort(text)).toEqual(['out-of-scope']);
    expect(understood(text).confidence).toBeLessThan(0.6);
  });

  it('asking about the terms of cancelling cancels nothing', () => {
    expect(inShort('is there a fee for cancelling my appointment')).toEqual(['ask fee']);
  });

  it('a service that is named in passing is not a question about its price', () => {
    expect(inShort('just a cleaning', { expecting: ['service'] })).toEqual(['set service']);
  });

  it('having missed an appointment is no wish for another one', () => {
    expect(inShort('sorry I missed my appointment')).not.toContain('start-flow book');
  });

  it('having an appointment is no wish for another one', () => {
    expect(inShort('I have an appointment')).not.toContain('start-flow book');
  });
});

describe('services, people and places', () => {
  it.each([
    ['I want my teeth whitened', 'service', 'whitening'],
    ['a root canal', 'service', 'root-canal'],
    ['cleening', 'service', 'cleaning'],
    ['doctor smith', 'staff', 'smythe'],
    ['doctor Chan please', 'staff', 'chen'],
    ['Johnny', 'staff', 'smythe'],
    ['anyone is fine', 'staff', 'any'],
    ['whoever is available first', 'staff', 'any'],
    ['the one at river side, Riverside', 'location', 'riverside'],
    ['any location', 'location', 'any'],
  ])('finds in "%s" the %s %s', (text, kind, id) => {
    expect(heard(text, { expecting: [kind] }).find(({ slot }) => slot === kind)?.value).toBe(id);
  });

  it('does not take an everyday word for a doctor', () => {
    expect(inShort('excellent, thanks', { expecting: ['yes-no'] })).toEqual(['affirm', 'thanks']);
  });

  it('names the slot as the flow does', () => {
    const expectation = { asks: [{ slot: 'dentist', kind: 'staff' as const }] };
    expect(heard('Dr. Chen', { expectation })).toEqual([
      { command: 'set', slot: 'dentist', value: 'chen', heard: 'Chen' },
    ]);
  });

  it('corrects what was said before only by words that take it back', () => {
    const expectation = { accepts: [{ slot: 'dentist', kind: 'staff' as const }], yesNo: true };
    expect(inShort('I said Dr. Chen', { expectation })).toEqual(['correct dentist']);
    expect(inShort('actually Dr. Chen', { expectation })).toEqual(['correct dentist']);
    expect(inShort('with Dr. Chen', { expectation })).toEqual(['set dentist']);
  });
});

describe('a choice between options', () => {
  const choices = [
    { id: 'early', words: ['nine'], value: { date: '2026-11-24', time: '09:00' } },
    { id: 'late', words: [], value: { date: '2026-11-25', time: '15:30' } },
  ];
  it.each([
    ['the first one', 'early'],
    ['the second', 'late'],
    ['the later one', 'late'],
    ['the earlier please', 'early'],
    ['Wednesday', 'late'],
    ['the three thirty', 'late'],
    ['either', 'early'],
    ["I'll take the last one", 'late'],
  ])('is made with "%s"', (text, id) => {
    expect(inShort(text, { choices })).toContain(`choose ${id}`);
  });

  it('is not made by refusing all of them', () => {
    expect(inShort('neither of those', { choices, expecting: ['yes-no'] })).toEqual(['deny']);
  });

  it('goes by what sets one option apart in its words', () => {
    const two = [
      { id: 'a', words: ['the cleaning on Monday'] },
      { id: 'b', words: ['the exam on Monday'] },
    ];
    expect(inShort('the exam', { choices: two })).toContain('choose b');
  });
});

describe('free text', () => {
  const expectation = { asks: [{ slot: 'message', kind: 'text' as const }] };

  it('is taken whole', () => {
    const text = "please tell Dr. Chen the crown fell out and I'm free on Tuesday";
    expect(understood(text, { expectation }).commands).toEqual([
      { command: 'set', slot: 'message', value: text, heard: text },
    ]);
  });

  it('yields to a wish to stop or to speak to a person', () => {
    expect(inShort('never mind', { expectation })).toEqual(['cancel']);
    expect(inShort('can I speak to someone', { expectation })).toEqual(['human']);
  });
});

describe('a caller who stops to ask', () => {
  it.each([
    ['oh wait what do you charge', 'ask'],
    ['no wait how much is a cleaning', 'ask'],
    ['no hold on, do you have parking', 'ask'],
    ['no sorry what did you say', 'repeat'],
  ])('"%s" has refused nothing', (text, command) => {
    const commands = heard(text).map((one) => one.command);
    expect(commands).toContain(command);
    expect(commands).not.toContain('deny');
  });
});

describe('things named in passing, asked about or declined', () => {
  it('is the service that is wanted, not the one that is left', () => {
    const [said] = heard('a whitening, not a cleaning', { expecting: ['yes-no', 'service'] });
    expect(said).toMatchObject({ command: 'correct', slot: 'service', value: 'whitening' });
  });

  it('asks the price of a thing by its own name', () => {
    expect(inShort('how much is a root canal')).toEqual(['set service', 'ask price']);
  });

  it('asks the same again with "what about", and corrects nothing', () => {
    expect(inShort('what about whitening')).toEqual(['set service']);
  });

  it('asks for the hours of any day, and a weekday alone asks nothing', () => {
    const questions = [
      { id: 'hours', wordings: ['are you open on Saturday'], keywords: [] },
      { id: 'today', wordings: ['are you open today', 'are you open now'], keywords: [] },
    ];
    const vocabulary = { ...practice, questions };
    expect(inShort('are you open on Monday', { vocabulary })).toContain('ask hours');
    expect(inShort('are you open today', { vocabulary })).toContain('ask today');
    expect(inShort('can we make it Wednesday', { vocabulary })).not.toContain('ask hours');
  });

  it('names a service that is only called a consultation, though not with its verb', () => {
    const services = [
      { id: 'consultation', names: ['Consultation'] },
      { id: 'follow-up', names: ['Follow-up'] },
    ];
    const vocabulary = { ...practice, services };
    const values = (text: string) => heard(text, { vocabulary }).map(({ value }) => value);
    expect(values("I'd like a consultation")).toEqual(['book', 'consultation']);
    expect(values('book me a follow-up')).toEqual(['book', 'follow-up']);
    expect(values('I want to follow up on my bill')).not.toContain('follow-up');
  });

  it('knows a broken tooth by the verb as well', () => {
    const services = [{ id: 'emergency', names: ['Emergency visit', 'broken tooth'] }];
    const vocabulary = { ...practice, services };
    expect(heard('my tooth broke and I need to be seen', { vocabulary })).toEqual([
      { command: 'start-flow', value: 'book' },
      { command: 'set', slot: 'service', value: 'emergency', heard: 'tooth broke' },
    ]);
  });

  it('an emergency visit is a kind of visit; an emergency is an alarm', () => {
    expect(understood("I'd like to book an emergency visit").signals.emergency).toBeLessThan(0.5);
    expect(understood('this is an emergency').signals.emergency).toBeGreaterThan(0.5);
  });

  it.each([
    ["I'm down for the 24th, can we do the 26th instead", { date: '2026-11-24' }],
    ['can you switch me from the 24th to the 26th', { date: '2026-11-24' }],
    ["move my 3 o'clock to the 26th", { time: '15:00' }],
    ['I need to move my Tuesday appointment to the 26th', { date: '2026-11-24' }],
    ['change my appointment for the 24th to the 26th', { date: '2026-11-24' }],
    ["I can't make my Tuesday appointment, can I come the 26th instead", { date: '2026-11-24' }],
    ["I can't make it on Tuesday, can we do the 26th", { date: '2026-11-24' }],
    ["I can't come in on the 24th, do you have anything on the 26th", { date: '2026-11-24' }],
    ['I have an appointment on the 24th, can we move it to the 26th', { date: '2026-11-24' }],
  ])('moves that appointment to the new day with "%s"', (text, bookedFor) => {
    expect(heard(text)).toEqual([
      { command: 'start-flow', value: 'reschedule', bookedFor },
      expect.objectContaining({ command: 'set', slot: 'when', value: { date: '2026-11-26' } }),
    ]);
  });

  it.each([
    'move my Tuesday appointment',
    'reschedule my appointment on Tuesday',
    'my Tuesday appointment needs to move',
    'I have an appointment on Tuesday that I need to move',
  ])('takes no new day from "%s"', (text) => {
    const bookedFor = { date: '2026-11-24' };
    expect(heard(text)).toEqual([{ command: 'start-flow', value: 'reschedule', bookedFor }]);
  });

  it.each(['Maria Lopez, I want to reschedule', 'hello, Maria Lopez, can I move my appointment'])(
    'knows who wishes it from "%s"',
    (text) => {
      expect(inShort(text)).toContain('start-flow reschedule');
      expect(heard(text)).toContainEqual(
        expect.objectContaining({ slot: 'name', value: { first: 'Maria', last: 'Lopez' } }),
      );
    },
  );

  it.each([
    'book a cleaning for Monday at 9 for Ann Lee 614 555 2222',
    'book a cleaning for Ann Lee on Monday at 9',
  ])('takes everything from one breath: "%s"', (text) => {
    expect(heard(text)).toContainEqual(
      expect.objectContaining({ slot: 'name', value: { first: 'Ann', last: 'Lee' } }),
    );
    expect(heard(text)).toContainEqual(
      expect.objectContaining({ slot: 'when', value: { date: '2026-11-23', time: '09:00' } }),
    );
  });

  it.each(['a cleaning for Monday and Tuesday', 'I need an appointment for Dr. Chen'])(
    'takes nobody\'s name from "%s"',
    (text) => {
      expect(heard(text).map(({ slot }) => slot)).not.toContain('name');
    },
  );

  it('asks which of two services comes first', () => {
    expect(heard('I need a check-up and a cleaning')).toContainEqual(
      expect.objectContaining({ slot: 'service', readings: ['exam', 'cleaning'] }),
    );
  });

  const referred: Vocabulary = {
    ...practice,
    questions: [
      ...practice.questions,
      { id: 'braces', wordings: ['do you do braces', 'braces'], keywords: [] },
    ],
  };

  it.each([
    ["I'd like to book braces for Tuesday", []],
    ['I need an appointment to get braces', []],
    ['braces on Tuesday', ['service']],
  ])('answers what is known of something that nobody can book: "%s"', (text, expecting) => {
    expect(inShort(text, { vocabulary: referred, expecting })).toContain('ask braces');
  });

  it('answers nothing about what is only mentioned beside a service', () => {
    const text = 'I need an appointment for a cleaning, my son has braces';
    expect(inShort(text, { vocabulary: referred })).not.toContain('ask braces');
  });

  it.each(['reschedule my appointment for Tuesday', 'move my appointment to Tuesday'])(
    'takes the new day, and no old one, from "%s"',
    (text) => {
      expect(heard(text)).toEqual([
        { command: 'start-flow', value: 'reschedule' },
        expect.objectContaining({ slot: 'when', value: { date: '2026-11-24' } }),
      ]);
    },
  );

  it.each([
    ['I missed my appointment this morning', '2026-11-20'],
    ['I was supposed to come in today but I overslept', '2026-11-20'],
  ])('moves what was missed with "%s"', (text, date) => {
    expect(heard(text)).toEqual([
      { command: 'start-flow', value: 'reschedule', bookedFor: { date } },
    ]);
  });

  it.each(['I was supposed to come in today, I will be late', "I'm supposed to come in at three"])(
    'books nothing for "%s"',
    (text) => {
      expect(inShort(text)).not.toContain('start-flow book');
    },
  );

  it.each(['I got a text about my appointment', 'I got a reminder about an appointment'])(
    'tells what is booked for "%s"',
    (text) => {
      const flows = [...practice.flows, { id: 'my-booking', names: ['when is my appointment'] }];
      const vocabulary = { ...practice, flows };
      expect(inShort(text, { vocabulary })).toEqual(['start-flow my-booking']);
    },
  );

  it.each(["I can't make my appointment, please cancel it", "I can't make it tomorrow"])(
    'moves nothing for "%s"',
    (text) => {
      expect(inShort(text)).toEqual(['start-flow cancel']);
    },
  );

  it.each([
    'I have an appointment on Monday but I need to change it',
    'could I come an hour later instead',
  ])('moves an appointment without a new time for "%s"', (text) => {
    expect(inShort(text)).toEqual(['start-flow reschedule']);
  });

  it('takes no day from a question about the wide world', () => {
    expect(inShort('what should I cook tonight')).toEqual(['out-of-scope']);
  });
});

describe('a question that wants something of ours on a day', () => {
  it.each(['can I get a cleaning on Monday at 11', 'could I have an exam tomorrow'])(
    '"%s" says when as well',
    (text) => {
      const slots = heard(text).map(({ slot }) => slot);
      expect(slots).toContain('when');
    },
  );
});
