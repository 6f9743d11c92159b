// Each part of the settings is loaded when it is first opened.
import type { Component } from 'svelte';
import type { Agent } from '../lib/wire';
import type { SectionName } from './sections_data';

const PARTS: Record<SectionName, () => Promise<{ default: unknown }>> = {
  profile: () => import('../profile/ProfileView.svelte'),
  'sign-in': () => import('../profile/SignInView.svelte'),
  tokens: () => import('../profile/TokensView.svelte'),
  canned: () => import('../canned/CannedView.svelte'),
  templates: () => import('../templates/TemplatesView.svelte'),
  rules: () => import('../rules/RulesView.svelte'),
  'offline': () => import('../offline/OfflineView.svelte'),
  blocks: () => import('../blocks/BlocksView.svelte'),
  operators: () => import('../agents/OperatorsView.svelte'),
  departments: () => import('../departments/DepartmentsView.svelte'),
  routing: () => import('../routing/RoutingView.svelte'),
  seats: () => import('../agents/SeatsView.svelte'),
  sites: () => import('../sites/SitesView.svelte'),
  desk: () => import('../settings/DeskView.svelte'),
  mail: () => import('../offline/MailView.svelte'),
  webhooks: () => import('../webhooks/WebhooksView.svelte'),
  audit: () => import('../audit/AuditView.svelte'),
};

/** A part that does not ask who looks at it is told all the same. */
export const partOf = async (name: SectionName): Promise<Component<{ agent: Agent }>> => (await PARTS[name]()).default as Component<{ agent: Agent }>;
