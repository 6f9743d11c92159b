// What is wrong with a form, by the field it is wrong with. What belongs to no field is under `''`.
import { ApiError, reason } from '../lib/api';

export type Problems = Readonly<Record<string, string>>;

export const NONE: Problems = {};

/** The server's sentence, at its field where the form has that field, or what it lies in (`style.color` in `style`). */
export function problemsIn(thrown: unknown, fields: readonly string[]): Problems {
  const field = thrown instanceof ApiError ? (thrown.field ?? '') : '';
  return { [fields.includes(field.split('.')[0] ?? '') ? field : '']: reason(thrown) };
}

/** An entry for each condition that holds. */
export const wrong = (...checks: [boolean, string, string][]): Problems =>
  Object.fromEntries(checks.filter(([holds]) => holds).map(([, field, sentence]) => [field, sentence]));
