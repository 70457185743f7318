import type { showToast } from "./toasts";

/** Shows a toast from a place of the first page: toasts are loaded when there is something to tell. */
export async function toastLater(...what: Parameters<typeof showToast>): Promise<void> {
  const { showToast } = await import("./toasts");
  showToast(...what);
}
