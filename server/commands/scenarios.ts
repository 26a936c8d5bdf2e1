/** `npm run scenarios`: QA's tool. */
import { endWithTheReader } from './end-with-the-reader.ts';
import { runScenarios } from './scenarios/verbs.ts';

endWithTheReader();
process.exitCode = await runScenarios(process.argv.slice(2));
