// The invitations' templates, as the server keeps them.
import { writable } from 'svelte/store';
import { api, reason } from '../lib/api';
import type { Template } from '../lib/wire';

interface Templates {
  all: readonly Template[];
  loaded: boolean;
  problem: string | null;
}

const known = writable<Templates>({ all: [], loaded: false, problem: null });

export const templates = { subscribe: known.subscribe };

export type TemplateBody = Omit<Template, 'id'>;

const address = (id: string): string => `templates/${encodeURIComponent(id)}`;

export async function loadTemplates(): Promise<void> {
  try {
    const { templates: all } = await api.get<{ templates: Template[] }>('templates');
    known.set({ all, loaded: true, problem: null });
  } catch (thrown) {
    known.update((before) => ({ ...before, problem: reason(thrown) }));
  }
}

export async function saveTemplate(id: string | null, body: TemplateBody): Promise<Template> {
  const saved = id ? await api.put<Template>(address(id), body) : await api.post<Template>('templates', body);
  known.update((before) => ({ ...before, all: [...before.all.filter((one) => one.id !== saved.id), saved] }));
  return saved;
}

export async function deleteTemplate(id: string): Promise<void> {
  await api.delete(address(id));
  known.update((before) => ({ ...before, all: before.all.filter((one) => one.id !== id) }));
}
