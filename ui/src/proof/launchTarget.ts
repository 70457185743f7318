import { queryOptions } from "@tanstack/react-query";
import { launchChoices } from "../backend/bindings/commands";
import type { JobDetail, JobStep, LaunchChoices, LaunchDraft, LaunchTarget, Stock, VSwitchChoice } from "../backend/bindings/types";

/** How much there is of a type in a zone; `notSold` where the zone does not sell it. */
export type StockWord = Stock | "notSold";

const valueOf = (step: JobStep, name: string): string => step.request.find((parameter) => parameter.name === name)?.value ?? "";

/** Where, and of which type, a launch asked for its instances. */
export const targetOf = (step: JobStep): LaunchTarget => ({
  zoneId: valueOf(step, "ZoneId") || (step.launched?.zoneId ?? ""),
  vSwitchId: valueOf(step, "VSwitchId"),
  instanceType: valueOf(step, "InstanceType") || (step.launched?.instanceType ?? ""),
});

/** A draft that is just enough to ask what can be chosen: account, region, image and billing method of the request. */
export function draftOf(job: JobDetail, step: JobStep): LaunchDraft {
  const { zoneId, vSwitchId, instanceType } = targetOf(step);
  return {
    accountId: job.summary.accountId,
    regionId: step.regionId,
    imageId: valueOf(step, "ImageId"),
    like: null,
    count: 1,
    atLeast: 1,
    instanceType,
    zoneId,
    vpcId: "",
    vSwitchId,
    securityGroupIds: [],
    chargeType: valueOf(step, "InstanceChargeType") || "PostPaid",
    periodMonths: 1,
    autoRenew: false,
    bandwidthOut: 0,
    internetChargeType: "PayByTraffic",
    disks: [],
    signIn: "none",
    keyPair: "",
    namePrefix: "",
    nameFirst: 1,
    nameDigits: 3,
    hostNames: "byCloud",
    description: "",
    ramRole: "",
    tags: [],
    resourceGroupId: "",
    deletionProtection: false,
    userData: false,
    settings: [],
  };
}

/** What can be chosen in the place of what a launch asked for; stock changes by the minute. */
export const targetChoicesQuery = (job: JobDetail, step: JobStep) => {
  const draft = draftOf(job, step);
  return queryOptions({
    queryKey: ["launch-target", draft.accountId, draft.regionId, draft.imageId, draft.instanceType, draft.chargeType],
    queryFn: () => launchChoices(draft),
    staleTime: 60_000,
    gcTime: 60_000,
  });
};

/** Stock of a type in a zone. */
export const stockOf = (choices: LaunchChoices, instanceType: string, zoneId: string): StockWord =>
  choices.types.find(({ id }) => id === instanceType)?.stock.find((stock) => stock.zoneId === zoneId)?.stock ?? "notSold";

/** vSwitches of a zone that the security groups of the launch can be used with: those of its VPC. */
export function switchesIn(choices: LaunchChoices, before: LaunchTarget, zoneId: string): VSwitchChoice[] {
  const vpc = choices.vSwitches.find(({ id }) => id === before.vSwitchId)?.vpcId;
  return choices.vSwitches.filter((each) => each.zoneId === zoneId && (vpc === undefined || each.vpcId === vpc)).toSorted((a, b) => (b.freeAddresses ?? 0) - (a.freeAddresses ?? 0));
}

const ORDER: readonly StockWord[] = ["inStock", "low"];

/** The nearest place for the rest: the same type in another zone that has stock and a vSwitch, those with more stock first. */
export function nearestTarget(choices: LaunchChoices, before: LaunchTarget): LaunchTarget | null {
  for (const wanted of ORDER) {
    for (const { id: zoneId } of choices.zones) {
      const [vSwitch] = switchesIn(choices, before, zoneId);
      if (zoneId === before.zoneId || !vSwitch || stockOf(choices, before.instanceType, zoneId) !== wanted) continue;
      return { zoneId, vSwitchId: vSwitch.id, instanceType: before.instanceType };
    }
  }
  return null;
}
