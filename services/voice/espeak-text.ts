/** Text as people write it, rewritten where eSpeak NG would read it wrongly. */

/** Markup, phoneme brackets and symbols that would be read out by name. */
const unspeakable = /[<>[\]{}|\\^~*_`#]+/g;

/** `text` with times, sums, years and street numbers written the way eSpeak says them right. */
export function espeakText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(unspeakable, ' ')
    .replace(/\$(\d[\d,]*)(?:\.(\d\d))?/g, (_, dollars: string, cents?: string) =>
      cents === undefined ? `${dollars} dollars` : `${dollars} dollars and ${cents} cents`,
    )
    .replace(/\b(\d{1,2}):00\b/g, '$1')
    .replace(/\b(\d{1,2}):0(\d)\b/g, '$1 oh $2')
    .replace(/(\d),(\d{3})\b/g, '$1$2')
    .replace(
      /\b(call|dial|text)( \d{3})\b/gi,
      (_, verb: string, number: string) => verb + apart(number),
    )
    .replace(/(?<![\d.-])\d{5,}\b(?! ?(?:dollars|percent))/g, apart)
    .replace(/(?<![\d.-])([1-9]\d)(\d\d)\b(?! ?(?:dollars|percent))(?![.-]?\d)/g, readInPairs)
    .replace(/\b0\b/g, 'oh')
    .replace(/\bNguyen\b/g, 'Win')
    .replace(/\b(Mr|Mrs|Ms|Dr)\. /g, '$1 ')
    .replace(/\b([Aa])\.\s?([Mm])\./g, '$1$2')
    .replace(/\b([Pp])\.\s?([Mm])\./g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Digit by digit: an emergency number, a postal code, an order number. */
function apart(digits: string): string {
  return digits.replace(/\d/g, ' $&');
}

/** A year or a street number is read in pairs, as people do: 1987, 4120, but two thousand and six. */
function readInPairs(whole: string, first: string, second: string): string {
  if (first.endsWith('0') && second.startsWith('0')) return whole;
  if (second === '00') return `${first} hundred`;
  return second.startsWith('0') ? `${first} oh ${second.slice(1)}` : `${first} ${second}`;
}
