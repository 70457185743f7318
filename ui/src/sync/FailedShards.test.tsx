import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Problem, ShardKind, SyncShard } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { problem } from "../test/backend";
import { synced } from "../test/fixtures/sync";
import { showPage } from "../test/showPage";
import FailedShards from "./FailedShards";
import { groupFailures } from "./failureGroups";

const ACTIONS: Record<ShardKind, string> = {
  snapshots: "ecs:DescribeSnapshots",
  images: "ecs:DescribeImages",
  sharedImages: "ecs:DescribeImages",
  instances: "ecs:DescribeInstances",
  disks: "ecs:DescribeDisks",
};

const denied = ({ kind, regionId }: SyncShard): Problem =>
  problem("accessDenied", { params: { action: ACTIONS[kind] }, provider: { code: "Forbidden.RAM", message: "User not authorized.", requestId: `${regionId}-${kind}` } });

const of = (accountId: string) => synced.shards.filter((shard) => shard.accountId === accountId).map((shard): SyncShard => ({ ...shard, state: "failed", problem: denied(shard) }));
const show = (rows: SyncShard[]) => showPage(<FailedShards failures={{ cache: null, accounts: [], rows, details: [] }} onRetry={() => undefined} />);

beforeEach(async () => {
  await i18next.loadLanguages("zh-CN");
  await i18next.changeLanguage("en-US");
});

describe("the reasons of a policy that denies everything", () => {
  it("are one block for each account, which names every region, kind and action", async () => {
    const shards = of("prod-cn");
    expect(shards.length).toBeGreaterThan(30);
    await show([...shards, ...of("test-lab")]);
    await screen.findByText("9 regions of prod-cn could not be asked in full");
    expect(screen.getAllByText("Forbidden.RAM")).toHaveLength(2);
    const regionIds = [...new Set(shards.map((shard) => shard.regionId))];
    const [place] = screen.getAllByText(/: snapshots, images, shared images, instances, and disks$/);
    for (const regionId of regionIds) expect(place?.textContent).toContain(regionId);
    const [text] = screen.getAllByText(/^A RAM policy refuses/);
    for (const action of Object.values(ACTIONS)) expect(text?.textContent).toContain(action);
  });

  it("are told in Chinese", async () => {
    await i18next.changeLanguage("zh-CN");
    await show(of("prod-cn"));
    await screen.findByText("prod-cn的9个地域未能完整查询");
    expect(screen.getByText(/：快照、镜像、共享镜像、实例和云盘$/)).toBeTruthy();
    await i18next.changeLanguage("en-US");
  });
});

describe("groups of failures", () => {
  const [first, second] = of("prod-cn").filter((shard) => shard.kind === "snapshots");
  const disks = of("prod-cn").find((shard) => shard.kind === "disks" && shard.regionId === first!.regionId)!;

  it("are apart where the words of the cloud are the reason, and one where they only tell it again", () => {
    const withWords = (code: "refused" | "accessDenied") =>
      [first!, second!].map((shard, index): SyncShard => ({ ...shard, problem: problem(code, { provider: { code: "InvalidParameter", message: `words ${index}`, requestId: `${index}` } }) }));
    expect(groupFailures(withWords("refused"))).toHaveLength(2);
    expect(groupFailures(withWords("accessDenied"))).toHaveLength(1);
  });

  it("say which kinds of which regions, where these are not the same", () => {
    const [group, ...others] = groupFailures([first!, second!, disks]);
    expect(others).toEqual([]);
    expect(group?.places).toEqual([
      { kinds: ["snapshots", "disks"], regionIds: [first!.regionId] },
      { kinds: ["snapshots"], regionIds: [second!.regionId] },
    ]);
  });

  it("keep other reasons apart", () => {
    const slow: SyncShard = { ...second!, problem: problem("timeout") };
    const otherCode: SyncShard = { ...disks, problem: { ...denied(disks), provider: { code: "Forbidden", message: "", requestId: "" } } };
    expect(groupFailures([first!, slow, otherCode])).toHaveLength(3);
  });

  it("call a single one by its name", async () => {
    await show([first!]);
    await screen.findByText(`The snapshots of prod-cn in ${first!.regionId} could not be asked`);
    expect(screen.queryByRole("list")).toBeNull();
  });
});
