/** What eSpeak is given to read: words a caller understands, and nothing read out as a symbol. */
import { describe, expect, it } from 'vitest';
import { espeakText } from '../../../services/voice/espeak-text.ts';

const readings: [string, string][] = [
  ['Tuesday at 9:00 or 3:05.', 'Tuesday at 9 or 3 oh 5.'],
  ['Tuesday at 3:30.', 'Tuesday at 3:30.'],
  ['6 0 2, 5 5 5, 0 1 9 9', '6 oh 2, 5 5 5, oh 1 9 9'],
  ['$90 or $19.50', '90 dollars or 19 dollars and 50 cents'],
  ['1,200 dollars', '1200 dollars'],
  ['April 12th, 1987', 'April 12th, 19 87'],
  ['May 1st, 2006', 'May 1st, 2006'],
  ['May 1st, 1906', 'May 1st, 19 oh 6'],
  ['4120 North Central Avenue, Suite 200', '41 20 North Central Avenue, Suite 200'],
  ['1500 Main Street', '15 hundred Main Street'],
  ['please hang up and call 911.', 'please hang up and call 9 1 1.'],
  ['Columbus, Ohio 43212', 'Columbus, Ohio 4 3 2 1 2'],
  ['12000 dollars', '12000 dollars'],
  ['120 Main Street', '120 Main Street'],
  ['Doctor Nguyen', 'Doctor Win'],
  ['Mr. Lee and Dr. Chen', 'Mr Lee and Dr Chen'],
  ['<b>hello</b> [[h@l]] {name}', 'b hello /b h@l name'],
  ['open\u0000 9 a.m. to 5 p.m. today', 'open 9 am to 5 pm today'],
];

describe('text for eSpeak', () => {
  it.each(readings)('reads %j as %j', (text, reading) => {
    expect(espeakText(text)).toBe(reading);
  });
});
