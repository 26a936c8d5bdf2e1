/** Numbers that stand for a place in a row. */

/** `1st`, `22nd`, `13th`: a speech engine says them right, and a reader reads them. */
export function spokenOrdinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const endings = ['th', 'st', 'nd', 'rd'];
  return `${value}${teen ? 'th' : (endings[value % 10] ?? 'th')}`;
}
