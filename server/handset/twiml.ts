/** TwiML read as Twilio reads it: a list of verbs with attributes, text and what is inside them. */

export interface TwimlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: TwimlElement[];
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return entities[name] ?? whole;
  });
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(
    /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    if (name !== undefined) attributes[name] = plain(double ?? single ?? '');
  }
  return attributes;
}

/** Declarations and comments say nothing to a caller. */
const unspoken = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g;
const piece = /<(\/?)([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;

/** The verbs inside `<Response>`; throws on what Twilio would not read (error 12100). */
export function parseTwiml(xml: string): TwimlElement[] {
  const root: TwimlElement = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  let readTo = 0;
  const source = xml.replace(unspoken, '');
  for (const match of source.matchAll(piece)) {
    if (match.index !== readTo) break;
    readTo += match[0].length;
    const [, closing, name, attributes = '', selfClosing, text] = match;
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.text += plain(text).trim();
    else if (closing) {
      if (open.length < 2 || parent.name !== name)
        throw new Error(`TwiML: </${name}> closes nothing`);
      open.pop();
    } else {
      const element = {
        name: name ?? '',
        attributes: attributesOf(attributes),
        text: '',
        children: [],
      };
      parent.children.push(element);
      if (!selfClosing) open.push(element);
    }
  }
  const [response, ...others] = root.children;
  const whole = readTo === source.length && open.length === 1 && others.length === 0;
  if (!whole || response?.name !== 'Response') throw new Error('TwiML: not one whole <Response>');
  return response.children;
}
