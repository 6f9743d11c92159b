import { defineConfig } from 'vitest/config';

// One scene after another: each has a house and a browser of its own, and the machine may be small.
export default defineConfig({
  test: {
    include: ['scenes/*.test.ts'],
    globalSetup: ['build.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000, interval: 50 } },
  },
});
