/** When practised calls happen: the same days for everyone, so that a call can be run again. */

/** A Friday afternoon: every call begins then, and the days callers name follow it. */
export const practiceStartMs = Date.UTC(2026, 10, 20, 20, 0);
export const practiceDays = { first: '2026-11-24', second: '2026-12-01' };
