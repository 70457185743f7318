import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { SyncShard, SyncState } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { backend } from "../test/backend";
import { synced } from "../test/fixtures/sync";
import { NOW } from "../test/now";
import { renderPart } from "../test/render";
import { SyncAge } from "./SyncAge";
import { SyncFailures } from "./SyncFailures";

const show = (sync: Partial<SyncState>) => {
  backend.sync_state = () => ({ ...synced, ...sync });
  renderPart(
    <>
      <SyncAge />
      <SyncFailures />
    </>,
  );
};

/** What is known of the snapshots of the first regions; everything else is fresh. */
const snapshotsOf = (regions: number, change: Partial<SyncShard>): Partial<SyncState> => {
  const changed = synced.shards.filter((shard) => shard.kind === "snapshots").slice(0, regions);
  return { shards: synced.shards.map((shard) => (changed.includes(shard) ? { ...shard, ...change } : shard)) };
};

beforeEach(() => i18next.changeLanguage("en-US"));

describe("the age of the list", () => {
  it("is that of its oldest part", async () => {
    show(snapshotsOf(1, { syncedAt: NOW - 3 * 86_400_000 }));
    await screen.findByText("Synced 3 d ago");
  });

  it("says how many regions were never read", async () => {
    show(snapshotsOf(2, { state: "never", syncedAt: null }));
    await screen.findByText("Synced 34 s ago, 2 regions not yet");
  });

  it("says that accounts could not be asked, and counts them as no regions", async () => {
    const problem = { code: "keyringLocked", field: null, params: {}, provider: null } as const;
    show({ accounts: [{ accountId: "prod-cn", part: "everything", problem }] });
    await screen.findByRole("button", { name: "1 account could not be asked" });
    expect(screen.queryByText(/regions/)).toBeNull();
  });

  it("says that regions wait because the cloud limits the requests", async () => {
    show(snapshotsOf(2, { state: "throttled" }));
    await screen.findByText("2 regions wait: Alibaba Cloud limits the requests");
  });

  it("tells a damaged cache as one, and leaves accounts and jobs out of it", async () => {
    show({ cache: { code: "cacheDamaged", field: null, params: { reason: "damaged", operation: "read" }, provider: null } });
    await screen.findByRole("button", { name: "The cache was damaged" });
  });
});
