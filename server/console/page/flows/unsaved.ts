/** What is typed and not saved yet, kept by the browser: a closed page or an absent server loses nothing. */

export type Unsaved = Record<
  string,
  {
    text: string;
    /** What it was typed over, and which revision that was, of which draft. */
    base: string;
    revision: number;
    draft: number | undefined;
  }
>;

const keyOf = (business: string) => `frontdesk.unsaved.${business}`;

export function unsavedOf(business: string): Unsaved {
  try {
    return JSON.parse(localStorage.getItem(keyOf(business)) ?? '{}') as Unsaved;
  } catch {
    return {};
  }
}

export function keepUnsaved(business: string, unsaved: Unsaved): void {
  try {
    if (Object.keys(unsaved).length === 0) localStorage.removeItem(keyOf(business));
    else localStorage.setItem(keyOf(business), JSON.stringify(unsaved));
  } catch {
    // A browser that keeps nothing still has it on the page.
  }
}

export function forgetUnsaved(business: string): void {
  keepUnsaved(business, {});
}
