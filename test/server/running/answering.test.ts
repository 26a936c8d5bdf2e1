import { expect, it } from 'vitest';
import { createLines } from '../../../server/lines.ts';
import { createAnswering } from '../../../server/running/answering.ts';
import { filesOfBusiness, readPolicyFiles } from '../../../services/definitions/policy-folder.ts';
import { shippedDefinition } from '../../support/chart-call.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const policiesFolder = new URL('../../../policies', import.meta.url).pathname;
const shipped = filesOfBusiness(policiesFolder, readPolicyFiles(policiesFolder), 'unlisted');
const lines = createLines([shippedDefinition('unlisted')]);

function answering(files: Record<string, string>) {
  const clock = createManualClock();
  const kept = { files };
  const versions = { filesOf: async () => kept.files };
  return { ask: createAnswering({ lines, versions, policiesFolder, clock }), clock, kept };
}

it('tells the version that answers callers, made from the files as they are', async () => {
  const { version } = shippedDefinition('unlisted');
  expect(await answering(shipped).ask()).toEqual([
    { id: 'unlisted', name: 'the Frontdesk line', version, filesDiffer: false },
  ]);
});

it.each([
  ['one was changed', { ...shipped, 'unlisted/business.yaml': 'name: another' }],
  ['one was added', { ...shipped, 'unlisted/flows/hold.yaml': 'steps: []' }],
  ['none is left', {}],
])('tells that the files differ from what answers when %s', async (_how, files) => {
  expect((await answering(files).ask())[0]?.filesDiffer).toBe(true);
});

it('looks at the files anew after a few seconds, and no more often', async () => {
  const { ask, clock, kept } = answering(shipped);
  await ask();
  kept.files = {};
  expect((await ask())[0]?.filesDiffer).toBe(false);
  await clock.advance(5_000);
  expect((await ask())[0]?.filesDiffer).toBe(true);
});
