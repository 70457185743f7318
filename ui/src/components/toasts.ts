import { Toast } from "@base-ui/react/toast";
import { visibleText } from "./CloudText";
import type { Tone } from "./Status";

interface ToastData {
  tone: Tone;
  action?: { label: string; run: () => void };
}

/** How long a result is shown; a failure stays longer. The time stands still under the pointer and with the focus inside. */
const SHOWN = 8_000;
const FAILURE_SHOWN = 20_000;

/** Results that are shown on whatever page is open. A failure is always shown somewhere else too. */
export const toasts = Toast.createToastManager<ToastData>();

export function showToast(title: string, description: string, data: ToastData): void {
  const bad = data.tone === "bad";
  toasts.add({ title: visibleText(title), description: description.split("\n").map(visibleText).join("\n"), data, timeout: bad ? FAILURE_SHOWN : SHOWN, priority: bad ? "high" : "low" });
}
