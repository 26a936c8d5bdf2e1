/** `npm run scenarios`: over the wire from here, where the emulators are; all else from the command. */
const args = process.argv.slice(2);
const over = args.indexOf('--over');
if (args[over + 1] === 'wire' && over >= 0) {
  const { scenariosOverWire } = await import('./scenarios-over-wire.ts');
  process.exitCode = await scenariosOverWire(args);
} else {
  await import('../../server/commands/scenarios.ts');
}
