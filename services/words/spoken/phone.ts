/** A phone number digit by digit, in groups with a pause between them: `6 1 4, 5 5 5, 0 1 4 2`. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** `phone` is E.164. At home in `country` it is said without the country's code. */
export function spokenPhone(phone: string, country: string): string {
  const number = parsePhoneNumberFromString(phone);
  // Numbers of the North American plan are said alike in all of its countries.
  const home =
    number?.country === country || (number?.countryCallingCode === '1' && country === 'US');
  const written = number === undefined ? phone : number.format(home ? 'NATIONAL' : 'INTERNATIONAL');
  const groups = written.match(/\d+/g) ?? [];
  const spoken = groups.map((group) => [...group].join(' ')).join(', ');
  return home || number === undefined ? spoken : `plus ${spoken}`;
}
