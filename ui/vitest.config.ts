import { defineConfig, mergeConfig } from "vitest/config";
import preview from "./vite.preview.config.ts";

// Days are written in local time: the made-up world is in Hangzhou.
process.env.TZ = "Asia/Shanghai";

export default mergeConfig(
  preview,
  defineConfig({
    test: {
      environment: "jsdom",
      setupFiles: ["src/test/setup.ts"],
      // A machine that also builds may be slow.
      testTimeout: 60_000,
      restoreMocks: true,
      css: { modules: { classNameStrategy: "non-scoped" } },
      maxWorkers: 2,
    },
  }),
);
