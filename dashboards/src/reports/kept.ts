// What marketers keep of a site: goals, funnels, e-mails with reports. They are written the same way.
import { api } from '../lib/api';

const address = (list: string, id: string): string => `${list}/${encodeURIComponent(id)}`;

/** A new one, or a known one by its id. */
export const keep = (list: string, id: string | null, body: object): Promise<unknown> => (id ? api.put(address(list, id), body) : api.post(list, body));

export const drop = (list: string, id: string): Promise<void> => api.delete(address(list, id));

/** In the address, where something is being added. */
export const NEW = 'new';
