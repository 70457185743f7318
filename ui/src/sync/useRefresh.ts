import { syncStart } from "../backend/bindings/commands";
import { useCommand } from "../useCommand";

/** Asks the cloud again. A failure is told in a toast. */
export function useRefresh(): { refresh: () => void; busy: boolean } {
  const { run, busy } = useCommand(syncStart);
  return { refresh: () => run(), busy };
}
