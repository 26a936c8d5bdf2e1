/** A moment as people write it: the day only when it is not today. */
export function when(atMs: number): string {
  const at = new Date(atMs);
  const time = at.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
  const today = at.toDateString() === new Date().toDateString();
  if (today) return `today at ${time}`;
  return `${at.toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' })}, ${time}`;
}
