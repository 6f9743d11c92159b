// The server's HTTP interface: data comes back, or an ApiError which says why in a sentence.

export class ApiError extends Error {
  /** `second_factor`: the password is right, and a code is asked for as well. */
  constructor(readonly status: number, readonly error: string, readonly field: string | null = null, readonly second_factor = false) {
    super(error);
  }
}

export const UNREACHABLE = 'The server cannot be reached.';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

let signedOut: () => void = () => {};

/** Who is to know when the server no longer knows us. */
export const onSignedOut = (tell: () => void): void => void (signedOut = tell);

async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const answer = await ask(method, path, body);
  if (answer.ok) return dataOf<T>(await answer.text());
  if (answer.status === 401 && path !== 'session') signedOut();
  throw await errorOf(answer);
}

/** What was asked for may be done, or be on its way, without anything to tell. */
const dataOf = <T>(text: string): T => (text === '' ? undefined : JSON.parse(text)) as T;

async function ask(method: Method, path: string, body: unknown): Promise<Response> {
  const init: RequestInit = { method, credentials: 'same-origin' };
  if (method !== 'GET') init.headers = { 'Content-Type': 'application/json' };
  if (body !== undefined) init.body = JSON.stringify(body);
  try {
    return await fetch(`/api/v1/${path}`, init);
  } catch {
    throw new ApiError(0, UNREACHABLE);
  }
}

async function errorOf(answer: Response): Promise<ApiError> {
  const said = (await answer.json().catch(() => ({}))) as { error?: string; field?: string; second_factor?: boolean };
  return new ApiError(answer.status, said.error ?? `The server could not do this (${answer.status}).`, said.field ?? null, said.second_factor);
}

export const api = {
  get: <T>(path: string) => call<T>('GET', path),
  post: <T>(path: string, body: unknown = {}) => call<T>('POST', path, body),
  put: <T>(path: string, body: unknown) => call<T>('PUT', path, body),
  delete: <T = void>(path: string, body?: unknown) => call<T>('DELETE', path, body),
};

/** Said while the page goes away: nobody waits for the answer. */
export const apiFarewell = (path: string): void =>
  void fetch(`/api/v1/${path}`, { method: 'POST', credentials: 'same-origin', keepalive: true, headers: { 'Content-Type': 'application/json' }, body: '{}' }).catch(() => undefined);

/** An error's sentence, whatever was thrown. */
export const reason = (thrown: unknown): string => (thrown instanceof ApiError ? thrown.error : 'Something in the console failed.');
