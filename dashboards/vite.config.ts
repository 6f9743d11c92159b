import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

// The server writes the page itself and reads from the manifest which files belong to it.
export default defineConfig({
  base: '/console/',
  plugins: [svelte(), svelteTesting()],
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    // A data: address would be refused for fonts and workers by the page's content policy.
    assetsInlineLimit: 0,
    // The map's engine is as large as that, and only loaded with the map.
    chunkSizeWarningLimit: 1_100,
    rolldownOptions: { input: ['src/main.ts', 'src/theme.ts'] },
  },
  worker: { format: 'es' },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'] },
});
