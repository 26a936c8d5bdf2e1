/** Turns whatever the driver throws into the one list of ways the world can fail. */
import pg from 'pg';
import { ServiceError } from '../errors.ts';

/** Failures below the SQL: the connection could not be made, or broke. */
const brokenConnection = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  // The store was closed while a call still ran.
  'Cannot use a pool after',
];

/**
 * The error as a `ServiceError`. Its message never holds row values: PostgreSQL puts those into the
 * detail, which stays in `cause`.
 */
export function databaseError(error: unknown): Error {
  if (error instanceof ServiceError) return error;
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? '';
    if (awayCodes.test(code)) {
      return new ServiceError('database-away', `the database is away (${code})`, { cause: error });
    }
    // A statement or a lock took longer than its limit.
    if (code === '57014' || code === '55P03') {
      return new ServiceError('timed-out', `the database took too long (${code})`, {
        cause: error,
      });
    }
    const where = [error.table, error.constraint].filter(Boolean).join('.');
    const message = `the database refused: ${code} ${where || primaryMessage(error)}`;
    return new ServiceError('database-refused', message, { cause: error });
  }
  if (!(error instanceof Error)) return new Error(String(error));
  if (error.message === 'Query read timeout') {
    return new ServiceError('timed-out', 'the database did not answer in time', { cause: error });
  }
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const broken = brokenConnection.some((start) => error.message.startsWith(start));
  if (broken || /^E[A-Z_]+$/.test(code)) {
    const reason = code || error.message.split('\n')[0];
    return new ServiceError('database-away', `the database is away (${reason})`, { cause: error });
  }
  return error;
}

/** Connection lost, too many connections, shutting down, starting up, disk full. */
const awayCodes = /^(08|57P0|53)/;

/** Syntax and permission messages name tables and columns; data errors quote the data. */
function primaryMessage(error: pg.DatabaseError): string {
  return error.code?.startsWith('22') ? '' : error.message;
}

/** The constraint that a refused write ran into, when that is why it was refused. */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!(cause instanceof pg.DatabaseError) || !cause.code?.startsWith('23')) return undefined;
  return cause.constraint;
}

/** The transaction was rolled back because of its neighbours, and may simply run again. */
export function mayRunAgain(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return cause instanceof pg.DatabaseError && ['40001', '40P01'].includes(cause.code ?? '');
}
