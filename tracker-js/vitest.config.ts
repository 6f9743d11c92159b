import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { INVITATION: '"invitation.js"', CHAT: '"chat.js"' },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "https://shop.example/lamps" } },
    include: ["test/*.test.ts"],
  },
});
