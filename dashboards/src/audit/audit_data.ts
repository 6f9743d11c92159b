// The audit log in words. Pure.

/** `department.changed` → “Department changed”. */
export function actionWord(action: string): string {
  const words = action.replaceAll(/[._]/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const isId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

/** What a thing in a list is known by. */
function called(value: unknown): string {
  const { name, pattern } = typeof value === 'object' && value !== null ? (value as { name?: unknown; pattern?: unknown }) : {};
  return plain(name ?? pattern ?? value);
}

function plain(value: unknown): string {
  if (isEmpty(value)) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.every(isId) ? `${value.length} chosen` : value.map(called).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Where there was nothing before, only what there is. */
const change = (from: unknown, to: unknown): string => (isEmpty(from) ? plain(to) : `${plain(from)} → ${plain(to)}`);

/** A line for everything that the detail names; `{"from": a, "to": b}` reads as a change. */
export function detailLines(detail: unknown): string[] {
  if (detail === null || detail === undefined) return [];
  if (typeof detail !== 'object' || Array.isArray(detail)) return [plain(detail)];
  return Object.entries(detail).map(([name, value]) => {
    const isChange = typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
    return `${name.replaceAll('_', ' ')}: ${isChange ? change(value.from, value.to) : plain(value)}`;
  });
}

export const addressOf = (action: string, q: string, before: string | null): string => {
  const asked = new URLSearchParams({ limit: '50' });
  for (const [name, value] of [['action', action], ['q', q.trim()], ['before', before ?? '']] as const) if (value) asked.set(name, value);
  return `audit?${asked}`;
};
