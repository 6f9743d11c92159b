// The departments with their groups, as the server keeps them. A department goes out whole.
import { api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { Department, Group } from '../settings/wire';

export const departments = new Loaded(async () => (await api.get<{ departments: Department[] }>('departments')).departments);

/** Groups that are new have no id yet. */
export type DepartmentBody = Omit<Department, 'id' | 'open' | 'groups'> & { groups: (Omit<Group, 'id'> & { id?: string })[] };

const address = (id: string): string => `departments/${encodeURIComponent(id)}`;

export const bodyOf = ({ name, live_chat, sites, hours, groups }: Department): DepartmentBody => ({ name, live_chat, sites, hours, groups });

export async function saveDepartment(id: string | null, body: DepartmentBody): Promise<Department> {
  const saved = id ? await api.put<Department>(address(id), body) : await api.post<Department>('departments', body);
  departments.put((all) => (id ? all.map((one) => (one.id === id ? saved : one)) : [...all, saved]));
  return saved;
}

export async function deleteDepartment(id: string): Promise<void> {
  await api.delete(address(id));
  departments.put((all) => all.filter((one) => one.id !== id));
}

/** What was rearranged is shown at once, stored one department after the other, and read again where that fails. */
export async function storeMembers(next: Department[], changed: readonly string[]): Promise<void> {
  departments.put(() => next);
  try {
    for (const one of next.filter(({ id }) => changed.includes(id))) await saveDepartment(one.id, bodyOf(one));
  } catch (thrown) {
    await departments.load();
    throw thrown;
  }
}
