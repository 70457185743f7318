import type { QueryClient } from "@tanstack/react-query";
import type { Change } from "./bindings/types";
import { onChange } from "./events";
import { invalidate } from "./queries";

/** A sync tells of every page it has read; the window follows at most so often. */
const REST = 150;

/** Asks again for whatever the core says has changed. Returns what ends it. */
export function followChanges(client: QueryClient): () => void {
  const waiting = new Map<string, Change>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const changes = [...waiting.values()];
    waiting.clear();
    for (const change of changes) invalidate(client, change);
  };
  return onChange((change) => {
    waiting.set(change.kind, change);
    timer ??= setTimeout(flush, REST);
  });
}
