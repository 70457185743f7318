import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { SyncState } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { backend } from "../test/backend";
import { EVERYWHERE, scopeStore } from "../scope";
import { synced } from "../test/fixtures/sync";
import { renderPart } from "../test/render";
import { NothingShown, type NothingShownProps } from "./NothingShown";

const words = { noMatch: "No snapshot matches", empty: { title: "No snapshots", text: "" }, reading: "Reading snapshots", failed: "The snapshots could not be read" };

const show = (sync: Partial<SyncState>, more: Partial<NothingShownProps> = {}) => {
  backend.sync_state = () => ({ ...synced, ...sync });
  renderPart(<NothingShown kind="snapshots" words={words} filters={0} searched={false} all={0} onClear={() => undefined} {...more} />);
};

const denied = { code: "accessDenied", field: null, params: { action: "ecs:DescribeSnapshots" }, provider: null } as const;
const unread = synced.shards.map((shard) => ({ ...shard, syncedAt: null }));

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
});

describe("without a row", () => {
  it("says that snapshots are read only while they are", async () => {
    show({ running: true, syncedAt: null, shards: unread.map((shard) => ({ ...shard, state: "loading" })) });
    await screen.findByText("Reading snapshots");
  });

  it("says which regions could not be asked when all refused at the first reading", async () => {
    const shards = unread.map((shard) => (shard.kind === "snapshots" ? { ...shard, state: "failed" as const, problem: denied } : shard));
    show({ syncedAt: null, shards });
    await screen.findByText("The snapshots could not be read");
    expect(screen.getByText(/^Could not be asked: .* and 30 more\.$/)).toBeTruthy();
    expect(screen.queryByText("Reading snapshots")).toBeNull();
  });

  it("says which account could not be asked, and counts it as no region", async () => {
    const accountId = synced.shards[0]!.accountId;
    show({ syncedAt: null, shards: [], accounts: [{ accountId, part: "everything", problem: { ...denied, code: "keyringLocked" } }] });
    await screen.findByText("1 account could not be asked: prod-cn.");
  });

  it("says that it waits while the cloud limits the requests", async () => {
    show({ throttled: 36, shards: unread.map((shard) => ({ ...shard, state: "throttled" })) });
    await screen.findByText("Waiting for Alibaba Cloud");
  });

  it("says that nothing was read yet, and that there is none only after it was", async () => {
    show({ shards: unread.map((shard) => ({ ...shard, state: "never" })) });
    await screen.findByText("Not read yet");
    backend.sync_state = () => synced;
  });

  it("says that there is none when everything was read", async () => {
    show({});
    await screen.findByText("No snapshots");
  });

  it("says so also while something is searched for, and offers to end the search", async () => {
    show({}, { searched: true });
    await screen.findByText("No snapshots");
    expect(screen.getByRole("button", { name: "Clear search" })).toBeTruthy();
  });

  it("says which regions could not be asked also while something is searched for", async () => {
    const shards = unread.map((shard) => (shard.kind === "snapshots" ? { ...shard, state: "failed" as const, problem: denied } : shard));
    show({ syncedAt: null, shards }, { searched: true });
    await screen.findByText("The snapshots could not be read");
  });

  it("says that there is none also while it is read again", async () => {
    show({ running: true, shards: synced.shards.map((shard) => ({ ...shard, state: "loading" })) });
    await screen.findByText("No snapshots");
  });

  it("says that the local list cannot be used", async () => {
    show({ shards: [], cache: { code: "cacheFailed", field: null, params: { reason: "folder", operation: "write" }, provider: null } });
    await screen.findByText("The cache cannot be used");
  });
});
