/** Money as it is spoken: `90 dollars`, `19 dollars and 50 cents`, `from 80 to 120 dollars`. */
import type { Service } from '../../../machines/policy/business.ts';

/** The unit and its hundredth, singular and plural; other currencies are said by their full name. */
const units: Record<string, [string, string, string, string]> = {
  USD: ['dollar', 'dollars', 'cent', 'cents'],
  CAD: ['dollar', 'dollars', 'cent', 'cents'],
  AUD: ['dollar', 'dollars', 'cent', 'cents'],
  EUR: ['euro', 'euros', 'cent', 'cents'],
  GBP: ['pound', 'pounds', 'penny', 'pence'],
};

export function spokenMoney(amount: number, currency: string): string {
  const unit = units[currency];
  if (unit === undefined) return `${grouped(amount)} ${currencyName(currency)}`;
  const [one, many, oneHundredth, manyHundredths] = unit;
  const hundredths = Math.round(amount * 100);
  const whole = Math.floor(hundredths / 100);
  const rest = hundredths % 100;
  const wholeSpoken = `${grouped(whole)} ${whole === 1 ? one : many}`;
  const restSpoken = `${rest} ${rest === 1 ? oneHundredth : manyHundredths}`;
  if (rest === 0) return wholeSpoken;
  return whole === 0 ? restSpoken : `${wholeSpoken} and ${restSpoken}`;
}

/** What a service costs. */
export function spokenPrice(price: Service['price'], currency: string): string {
  if (price === 'free') return 'free';
  if (price === 'on-request') return 'on request';
  if ('exactly' in price) return spokenMoney(price.exactly, currency);
  if (price.to === undefined) return `from ${spokenMoney(price.from, currency)}`;
  const from = Number.isInteger(price.from)
    ? grouped(price.from)
    : spokenMoney(price.from, currency);
  return `from ${from} to ${spokenMoney(price.to, currency)}`;
}

/** Made once: making one takes longer than all the rest of a sentence. */
const inGroups = new Intl.NumberFormat('en-US');

function grouped(value: number): string {
  return inGroups.format(value);
}

function currencyName(currency: string): string {
  return new Intl.DisplayNames('en-US', { type: 'currency' }).of(currency) ?? currency;
}
