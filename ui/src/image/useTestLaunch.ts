import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { testLaunchOffer, testLaunchOpen } from "../backend/bindings/commands";
import type { LaunchChoices, TestLaunch } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { useSettled } from "../useSettled";
import type { DraftState } from "./useImageDraft";

/** Fills in what is proposed once a test launch is wanted, and keeps the price with what it is of. */
function useFilledIn(wanted: boolean, proposal: TestLaunch | null | undefined, priced: TestLaunch | null, { draft, change }: DraftState) {
  useEffect(() => {
    if (wanted && proposal && !draft.testLaunch) change({ testLaunch: proposal });
    else if (priced && draft.testLaunch && JSON.stringify(priced) !== JSON.stringify(draft.testLaunch)) change({ testLaunch: priced });
  });
}

/** The test launch of a draft: what can be chosen for it, what is chosen, and what it costs. */
export function useTestLaunch(state: DraftState) {
  const { draft, change } = state;
  const { accountId, regionId, systemSnapshotId } = draft;
  const testLaunch = draft.testLaunch ?? null;
  const [wanted, setWanted] = useState(testLaunch !== null);
  const start = useQuery({
    queryKey: ["test-launch", accountId, regionId, systemSnapshotId],
    queryFn: () => testLaunchOpen(draft),
    enabled: wanted,
    gcTime: 60_000,
    refetchOnMount: "always",
  });
  const { zoneId, instanceType, diskCategory, performanceLevel } = testLaunch ?? {};
  const chosen = useSettled([zoneId, instanceType, diskCategory, performanceLevel].join(" "));
  const offer = useQuery({
    queryKey: ["test-launch-offer", accountId, regionId, chosen, draft.systemSizeGib, draft.dataDisks.map(({ sizeGib }) => sizeGib)],
    queryFn: () => testLaunchOffer(draft),
    enabled: testLaunch !== null && chosen === [zoneId, instanceType, diskCategory, performanceLevel].join(" "),
    gcTime: 60_000,
  });
  const priced = testLaunch && offer.data ? { ...testLaunch, price: offer.data.price } : null;
  useFilledIn(wanted, start.data?.proposal, priced, state);
  return {
    wanted,
    want: (on: boolean) => {
      setWanted(on);
      if (!on) change({ testLaunch: null });
    },
    chosen: testLaunch,
    choose: (more: Partial<TestLaunch>) => testLaunch && change({ testLaunch: { ...testLaunch, ...more } }),
    choices: start.data?.choices,
    /** Why nothing is proposed. */
    noProposal: start.data?.noProposal ?? null,
    asking: start.isFetching,
    problem: start.isError ? problemOf(start.error) : null,
    askAgain: () => void start.refetch(),
    categories: offer.data?.categories ?? [],
    priceProblem: offer.data?.priceProblem ?? (offer.isError ? problemOf(offer.error) : null),
    pricing: offer.isFetching,
  };
}

export type TestLaunchState = ReturnType<typeof useTestLaunch>;

/** The same in another zone: its first vSwitch, and a security group of the same VPC. */
export function inZone(chosen: TestLaunch, choices: LaunchChoices, zoneId: string): Partial<TestLaunch> {
  const vSwitch = choices.vSwitches.find((each) => each.zoneId === zoneId);
  return { zoneId, ...withVSwitch(chosen, choices, vSwitch?.id ?? "") };
}

/** The same with another vSwitch; the security group stays when it is of the same VPC. */
export function withVSwitch(chosen: TestLaunch, choices: LaunchChoices, vSwitchId: string): Partial<TestLaunch> {
  const vpcId = choices.vSwitches.find((each) => each.id === vSwitchId)?.vpcId;
  const groups = choices.securityGroups.filter((each) => each.vpcId === vpcId);
  const kept = groups.some((each) => each.id === chosen.securityGroupId) ? chosen.securityGroupId : groups[0]?.id;
  return { vSwitchId, securityGroupId: kept ?? "" };
}
