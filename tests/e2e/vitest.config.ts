import { defineConfig } from 'vitest/config';

// One scene after another: each has a house and a browser of its own, and the machine may be small.
export default defineConfig({
  test: {
    include: ['scenes/*.test.ts'],
    globalSetup: ['build.ts'],
    fileParallelism: false,
    // On a busy machine a browser may stall; a scene is played once more before it counts as failed, and vitest says so.
    retry: 1,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000, interval: 50 } },
  },
});
