/** An e-mail address as it is said aloud: `jane dot lee at example dot com`. */

const names: Record<string, string> = {
  '@': ' at ',
  '.': ' dot ',
  '-': ' dash ',
  _: ' underscore ',
  '+': ' plus ',
};

export function spokenEmail(address: string): string {
  const said = address.toLowerCase().replace(/[@._+-]/g, (sign) => names[sign] ?? sign);
  return said.replace(/\s+/g, ' ').trim();
}
