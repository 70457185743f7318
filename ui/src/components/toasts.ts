import { Toast } from "@base-ui/react/toast";
import type { Tone } from "./Status";

interface ToastData {
  tone: Tone;
  action?: { label: string; run: () => void };
}

/** Results that are shown on whatever page is open. A failure is always shown somewhere else too. */
export const toasts = Toast.createToastManager<ToastData>();

/** Results stay until they are read. */
export function showToast(title: string, description: string, data: ToastData): void {
  toasts.add({ title, description, data, timeout: 0, priority: data.tone === "bad" ? "high" : "low" });
}
