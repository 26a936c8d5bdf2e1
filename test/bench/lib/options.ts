/** Options of the bench's command line. */

export function textOption(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** A number that is none stops the run before it begins. */
export function numberOption(args: readonly string[], name: string, otherwise: number): number {
  const text = textOption(args, name);
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value)) throw new Error(`${name} ${text}: write a number`);
  return value;
}
