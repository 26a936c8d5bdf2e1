/** What a screen reader, a keyboard and weak eyes need of a page, checked inside the page. */
import type { Page } from 'playwright-core';

/** Every finding as a sentence; an empty list is a good page. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  return [...(await page.evaluate(findNameless)), ...(await page.evaluate(findFaint))];
}

/** Runs in the browser, as the next one does, so it can use nothing from outside itself. */
function findNameless(): string[] {
  const findings: string[] = [];
  const all = (selector: string): HTMLElement[] => [
    ...document.querySelectorAll<HTMLElement>(selector),
  ];
  const shown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: false, visibilityProperty: true });
  const nameOf = (element: HTMLElement): string => {
    const labelled = element.getAttribute('aria-labelledby');
    const labels = 'labels' in element ? [...((element.labels ?? []) as NodeListOf<Element>)] : [];
    return (
      element.getAttribute('aria-label') ??
      (labelled === null ? undefined : document.getElementById(labelled)?.textContent) ??
      (labels.map((label) => label.textContent).join('') ||
        (element.querySelector('legend') ?? element).textContent)
    ).trim();
  };
  const label = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.className?.toString() ?? ''}`;

  if (!document.documentElement.lang) findings.push('the document has no language');
  if (document.title === '') findings.push('the document has no title');
  if (all('main').length !== 1) findings.push('there is not one main part');
  if (all('h1').filter(shown).length !== 1) findings.push('there is not one first heading');
  for (const control of all('button, input, select, summary, fieldset, [role=img], section')) {
    if (shown(control) && nameOf(control) === '') findings.push(`${label(control)} has no name`);
  }
  const ids = all('[id]').map((element) => element.id);
  for (const id of new Set(ids)) {
    if (ids.filter((other) => other === id).length > 1) findings.push(`${id} is there twice`);
  }
  for (const element of all('[tabindex]')) {
    if (element.tabIndex > 0) findings.push(`${label(element)} jumps the order of the keyboard`);
  }
  return findings;
}

/** Text that weak eyes cannot tell from its background. */
function findFaint(): string[] {
  const findings: string[] = [];
  type Color = [number, number, number, number];
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colorOf = (text: string): Color => {
    if (canvas === null) throw new Error('no canvas');
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const backgroundOf = (element: Element): Color => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const color = colorOf(getComputedStyle(at).backgroundColor);
      if (color[3] > 0.99) return color;
    }
    return [255, 255, 255, 1];
  };
  const lightness = ([red, green, blue]: Color): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const parent = text.parentElement;
    if (parent === null || text.textContent?.trim() === '' || !parent.checkVisibility()) continue;
    // The picture's names are said by its label; what is disabled or unseen need not be read.
    if (parent.closest('svg, :disabled, .unseen, noscript, script, option')) continue;
    const [one, other] = [
      lightness(colorOf(getComputedStyle(parent).color)),
      lightness(backgroundOf(parent)),
    ];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) {
      findings.push(`"${text.textContent?.trim()}" has a contrast of ${contrast.toFixed(1)}`);
    }
  }
  return findings;
}
