/** `npm run scenarios`: QA's tool. */
import { runScenarios } from './scenarios/verbs.ts';

process.exitCode = await runScenarios(process.argv.slice(2));
