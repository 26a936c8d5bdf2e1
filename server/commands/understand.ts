/** `npm run understand`: reads turns as JSON lines from standard input, writes what they mean. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../services/clock.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { vocabularyOf } from '../../services/definitions/vocabulary-of.ts';
import { createLocalReader } from '../../services/understanding/local-reader.ts';
import type { UnderstandingMaker } from '../../services/understanding/understanding.ts';
import type { Vocabulary } from '../../services/understanding/vocabulary.ts';
import { readConfig } from '../config.ts';
import { neutralVocabulary } from './neutral-vocabulary.ts';
import { type LineAnswer, parseLine, turnOf } from './understand-lines.ts';

const { values: options } = parseArgs({
  options: { business: { type: 'string' }, maker: { type: 'string', default: 'local' } },
});

/** One turn may wait this long for its reading before it counts as not understood. */
const turnMsMax = 10_000;

function pickMaker(name: string): UnderstandingMaker | undefined {
  return name === 'local' ? createLocalReader() : undefined;
}

/** A business's own words, or the neutral ones where none is named. */
function pickVocabulary(business: string | undefined): Vocabulary | undefined {
  if (business === undefined) return neutralVocabulary;
  const { definitions } = loadDefinitions(readConfig().policiesFolder);
  const definition = definitions.find((each) => each.business.id === business);
  return definition && vocabularyOf(definition);
}

async function main(): Promise<number> {
  const maker = pickMaker(options.maker);
  if (!maker) {
    process.stderr.write(`understand: unknown maker "${options.maker}": use --maker local\n`);
    return 2;
  }
  const vocabulary = pickVocabulary(options.business);
  if (!vocabulary) {
    process.stderr.write(
      `understand: no sound definition of "${options.business}": run npm run flows -- check\n`,
    );
    return 2;
  }
  let failed = 0;
  let number = 0;
  for await (const text of createInterface({ input: process.stdin })) {
    number++;
    if (text.trim() === '') continue;
    const answer = await answerLine(text, maker, vocabulary);
    if ('wrong' in answer) {
      failed++;
      process.stderr.write(`line ${number}: ${answer.wrong}\n`);
    } else process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  return failed > 0 ? 1 : 0;
}

async function answerLine(
  text: string,
  maker: UnderstandingMaker,
  vocabulary: Vocabulary,
): Promise<LineAnswer | { wrong: string }> {
  const parsed = parseLine(text);
  if ('wrong' in parsed) return parsed;
  const turn = turnOf(parsed.line, vocabulary);
  const from = systemClock.now();
  const understood = await maker.understand(turn, AbortSignal.timeout(turnMsMax));
  const tookMs = systemClock.now() - from;
  return { ...(parsed.line.id === undefined ? {} : { id: parsed.line.id }), ...understood, tookMs };
}

process.exitCode = await main();
