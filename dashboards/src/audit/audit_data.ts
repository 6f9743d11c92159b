// The audit log in words. Pure.

/** `department.changed` → “Department changed”. */
export function actionWord(action: string): string {
  const words = action.replaceAll(/[._]/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const plain = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** A line for everything that the detail names; `{"from": a, "to": b}` reads as a change. */
export function detailLines(detail: unknown): string[] {
  if (detail === null || detail === undefined) return [];
  if (typeof detail !== 'object' || Array.isArray(detail)) return [plain(detail)];
  return Object.entries(detail).map(([name, value]) => {
    const isChange = typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
    return `${name.replaceAll('_', ' ')}: ${isChange ? `${plain(value.from)} → ${plain(value.to)}` : plain(value)}`;
  });
}

export const addressOf = (action: string, q: string, before: string | null): string => {
  const asked = new URLSearchParams({ limit: '50' });
  for (const [name, value] of [['action', action], ['q', q.trim()], ['before', before ?? '']] as const) if (value) asked.set(name, value);
  return `audit?${asked}`;
};
