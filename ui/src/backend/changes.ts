import type { QueryClient } from "@tanstack/react-query";
import type { Change } from "./bindings/types";
import { onChange } from "./events";
import { invalidate, syncQuery } from "./queries";

/** A sync tells of every page it has read; the window follows at most so often. */
const REST = 150;

/** The regions that are listed, as one word. */
function listed(client: QueryClient): string {
  const sync = client.getQueryData(syncQuery.queryKey);
  return [...new Set(sync?.shards.map(({ accountId, regionId }) => `${accountId}/${regionId}`))].toSorted().join(" ");
}

/**
 * Asks again for whatever the core says has changed, one round for each kind of change at a time: answers that take longer than the
 * changes come are waited for. Returns what ends it.
 */
export function followChanges(client: QueryClient, also: (change: Change) => void = () => undefined): () => void {
  const waiting = new Map<string, Change>();
  const running = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (name: string, change: Change) => {
    running.add(name);
    const before = listed(client);
    also(change);
    await invalidate(client, change).catch(() => undefined);
    // Which regions an account has changes once in a while, the sync several times a second.
    if (change.kind === "sync" && listed(client) !== before) await client.invalidateQueries({ queryKey: ["regions"] });
    running.delete(name);
    if (waiting.has(name)) plan();
  };
  const flush = () => {
    timer = undefined;
    for (const [name, change] of waiting) {
      if (running.has(name)) continue;
      waiting.delete(name);
      void ask(name, change);
    }
  };
  const plan = () => {
    timer ??= setTimeout(flush, REST);
  };
  const end = onChange((change) => {
    waiting.set(change.kind === "inventory" ? `inventory ${change.rows}` : change.kind, change);
    plan();
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}
