import { listen } from "@tauri-apps/api/event";
import type { Change } from "./bindings/types";

/** Tells `told` of every change in the core. Returns what ends it. */
export function onChange(told: (change: Change) => void): () => void {
  const listening = listen<Change>("change", (event) => told(event.payload));
  return () => void listening.then((end) => end());
}
