// The operators, as the server keeps them.
import { api } from '../lib/api';
import { Loaded } from '../settings/loaded.svelte';
import type { Operator, SeatMonth } from '../settings/wire';
import type { OperatorBody } from './operator_data';

export const operators = new Loaded(async () => (await api.get<{ agents: Operator[] }>('agents')).agents);
export const seats = new Loaded(async () => (await api.get<{ months: SeatMonth[] }>('seats')).months);

const address = (id: string): string => `agents/${encodeURIComponent(id)}`;

/** With `password` where the server made one. */
export async function addOperator(body: OperatorBody): Promise<Operator & { password?: string }> {
  const added = await api.post<Operator & { password?: string }>('agents', body);
  const { password: _, ...operator } = added;
  operators.put((all) => [...all, operator]);
  return added;
}

export async function changeOperator(id: string, body: OperatorBody & { active: boolean }): Promise<Operator> {
  const changed = await api.put<Operator>(address(id), body);
  operators.put((all) => all.map((one) => (one.id === id ? changed : one)));
  return changed;
}

export async function deleteOperator(id: string): Promise<void> {
  await api.delete(address(id));
  operators.put((all) => all.filter((one) => one.id !== id));
}

export async function resetSecondFactor(id: string): Promise<void> {
  await api.post(`${address(id)}/second-factor/reset`);
  operators.put((all) => all.map((one) => (one.id === id ? { ...one, second_factor: false } : one)));
}
