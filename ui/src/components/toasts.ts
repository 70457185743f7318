import { Toast } from "@base-ui/react/toast";
import type { Tone } from "./Status";

interface ToastData {
  tone: Tone;
  action?: { label: string; run: () => void };
}

/** Where a page puts a result that is to be seen wherever one is. Never the only place where a failure is told. */
export const toasts = Toast.createToastManager<ToastData>();

/** Results stay until they are read. */
export function tell(title: string, description: string, data: ToastData): void {
  toasts.add({ title, description, data, timeout: 0, priority: data.tone === "bad" ? "high" : "low" });
}
