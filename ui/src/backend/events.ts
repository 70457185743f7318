import { listen } from "@tauri-apps/api/event";
import type { Change } from "./bindings/types";

/** Calls `listener` on every change in the core. Returns the function that stops listening. */
export function onChange(listener: (change: Change) => void): () => void {
  const listening = listen<Change>("change", (event) => listener(event.payload));
  return () => void listening.then((end) => end());
}
