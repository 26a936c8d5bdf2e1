/** The one list of the ways in which the API refuses; programs rely on the codes. */

export const apiErrors = {
  'input-invalid': { status: 400, message: 'the request does not fit its description' },
  'password-wanted': {
    status: 401,
    message: 'log in as frontdesk with the password in CONSOLE_PASSWORD',
  },
  'this-machine-only': {
    status: 403,
    message: 'without CONSOLE_PASSWORD only this machine itself is answered, at localhost',
  },
  'origin-refused': { status: 403, message: 'another site may not change anything here' },
  'business-unknown': { status: 404, message: 'there is no such business' },
  'call-unknown': { status: 404, message: 'this business has no such call' },
  'message-unknown': { status: 404, message: 'this business has no such message' },
  'run-unknown': { status: 404, message: 'there is no such run under way' },
  'version-unknown': { status: 404, message: 'this business has no such version' },
  'never-published': {
    status: 409,
    message: 'this version was never in force, so no gate has looked at it; publish it as a draft',
  },
  'not-compiled': {
    status: 409,
    message: 'the files have findings that keep them from being compiled',
  },
  'route-unknown': { status: 404, message: 'see /api/v1/openapi.json for what there is' },
  'database-away': { status: 503, message: 'the database cannot be asked now; try again' },
  failed: { status: 500, message: 'something is wrong here; it was noted' },
} as const;
export type ApiErrorCode = keyof typeof apiErrors;

/** A refusal as a route answers with it. */
export interface Refused {
  refused: ApiErrorCode;
}

export function isRefused(answer: object): answer is Refused {
  return 'refused' in answer;
}
