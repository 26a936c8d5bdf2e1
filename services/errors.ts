/** The one list of ways in which the world outside can fail us. Expected outcomes are values instead. */

export const serviceErrorCodes = {
  'database-away': { retryable: true, fix: 'check that PostgreSQL is running and DATABASE_URL' },
  'database-refused': {
    retryable: false,
    fix: 'read the database error; a migration may be missing',
  },
  'data-folder-unusable': { retryable: false, fix: 'point DATA_DIR at a folder you may write' },
  'data-folder-in-use': {
    retryable: false,
    fix: 'stop the other Frontdesk, or set another DATA_DIR',
  },
  'port-in-use': { retryable: false, fix: 'stop the other program, or set another PORT' },
  'definition-broken': { retryable: false, fix: 'each finding names its file, line and fix' },
  'setting-invalid': { retryable: false, fix: 'correct the named setting' },
  'voice-failed': { retryable: true, fix: 'see the voice process log' },
  'speech-failed': { retryable: true, fix: 'see the recogniser log' },
  'understanding-failed': { retryable: true, fix: 'see the model log' },
  'timed-out': { retryable: true, fix: 'the other side did not answer in time' },
} as const;
export type ServiceErrorCode = keyof typeof serviceErrorCodes;

/** The world failed. `message` never holds a caller's words or data. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  readonly retryable: boolean;

  constructor(code: ServiceErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ServiceError';
    this.code = code;
    this.retryable = serviceErrorCodes[code].retryable;
  }
}
