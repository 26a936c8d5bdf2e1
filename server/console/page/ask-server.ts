/** The console's questions to the API, each answered with a value or a problem in plain words. */

export type Answer<Value> = { value: Value } | { problem: string; away: boolean };

/** The gate walks a whole business, on a busy machine, and everything else is quicker. */
const answerMsMax = 120_000;
const gone = 'The server does not answer.';

export function read<Value>(path: string): Promise<Answer<Value>> {
  return ask<Value>('GET', path, undefined);
}

export function send<Value>(
  method: 'POST' | 'PUT',
  path: string,
  body: object,
): Promise<Answer<Value>> {
  return ask<Value>(method, path, body);
}

async function ask<Value>(
  method: string,
  path: string,
  body: object | undefined,
): Promise<Answer<Value>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      signal: AbortSignal.timeout(answerMsMax),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (response.ok) return { value: (await response.json()) as Value };
    const { message } = (await response.json().catch(() => ({}))) as { message?: string };
    const away = response.status === 503;
    return { problem: message ?? `The server refused (${response.status}).`, away };
  } catch {
    return { problem: gone, away: true };
  }
}
