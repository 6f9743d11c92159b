// Each tab is loaded when it is first opened.
import type { Component } from 'svelte';
import type { TabName } from './tabs_data';

const PARTS: Record<TabName, () => Promise<{ default: Component }>> = {
  overview: () => import('./OverviewTab.svelte'),
  pages: () => import('./PagesTab.svelte'),
  sources: () => import('./SourcesTab.svelte'),
  places: () => import('./PlacesTab.svelte'),
  technology: () => import('./TechnologyTab.svelte'),
  visitors: () => import('./VisitorsTab.svelte'),
  goals: () => import('./GoalsTab.svelte'),
  invitations: () => import('./InvitationsTab.svelte'),
  chats: () => import('./ChatsTab.svelte'),
  agents: () => import('./AgentsTab.svelte'),
  rewind: () => import('./RewindTab.svelte'),
  'e-mails': () => import('./EmailsTab.svelte'),
};

export const componentOf = async (tab: TabName): Promise<Component> => (await PARTS[tab]()).default;
