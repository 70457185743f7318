// The pages with a made-up backend, for looking at them in a browser. Never part of the application.
import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vite";
import base from "./vite.config.ts";

const made = (name: string) => fileURLToPath(new URL(`./src/test/${name}`, import.meta.url));

export default mergeConfig(
  base,
  defineConfig({
    resolve: {
      alias: [
        { find: "@tauri-apps/api/core", replacement: made("tauri-core.ts") },
        { find: "@tauri-apps/api/event", replacement: made("tauri-event.ts") },
      ],
    },
    build: { outDir: "node_modules/.preview" },
    preview: { port: 4173, strictPort: true },
  }),
);
