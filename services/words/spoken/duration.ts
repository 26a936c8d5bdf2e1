/** How long something takes, as people say it: `45 minutes`, `an hour and a half`, `2 hours`. */

export function spokenDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  const hoursSpoken = hours === 1 ? 'an hour' : `${hours} hours`;
  if (rest === 0) return hoursSpoken;
  if (rest === 30) return hours === 1 ? 'an hour and a half' : `${hours} and a half hours`;
  return `${hoursSpoken} and ${rest} ${rest === 1 ? 'minute' : 'minutes'}`;
}
