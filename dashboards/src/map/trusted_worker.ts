// The page asks for Trusted Types, and MapLibre hands its worker's address over as text. The default policy lets exactly that
// one address through, and nothing else.
import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
  defaultPolicy: unknown;
}

export function trustWorker(): void {
  const types = (window as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (types && !types.defaultPolicy) types.createPolicy('default', { createScriptURL: only });
  setWorkerUrl(workerUrl);
}

const only = (url: string) => (url === workerUrl ? url : null);
