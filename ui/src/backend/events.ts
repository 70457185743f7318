import { listen } from "@tauri-apps/api/event";
import type { Change } from "./bindings/types";

/** Events of the shell by name, and what comes with each. */
interface Events {
  change: Change;
  "job-opened": number;
  "connect-account": null;
  "quit-asked": null;
}

/** Calls `listener` on every event of this name. Returns the function that stops listening. */
function follow<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
  const listening = listen<Events[E]>(event, ({ payload }) => listener(payload));
  return () => void listening.then((end) => end());
}

/** Something has changed in the core. */
export const onChange = (listener: (change: Change) => void) => follow("change", listener);

/** A notification was clicked that is about the job with this number. */
export const onJobOpened = (listener: (jobId: number) => void) => follow("job-opened", listener);

/** The application was started again in order to connect an account. */
export const onConnectAsked = (listener: () => void) => follow("connect-account", listener);

/** The window was closed, and stays until `quit_answer`. */
export const onQuitAsked = (listener: () => void) => follow("quit-asked", listener);
