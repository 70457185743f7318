import type { LaunchChoices, LaunchDraft, Stock, TypeChoice } from "../backend/bindings/types";
import type { Tone } from "../components/Status";

/** Instances of one request are at most so many; more become several requests. */
export const MOST_INSTANCES = 1000;
/** So many instances one request makes; more of them are several requests. */
export const MOST_PER_REQUEST = 100;

export const PERIODS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 48, 60] as const;

/** Mbit/s of a public address. */
export const MOST_BANDWIDTH = 100;

/** `cn-hangzhou-i` of `cn-hangzhou` is `i`; a zone that is named otherwise keeps its id. */
export function zoneLetter(zoneId: string, regionId: string): string {
  const rest = zoneId.startsWith(regionId) ? zoneId.slice(regionId.length).replace(/^-/, "") : "";
  return rest === "" ? zoneId : rest;
}

/** Whatever the number of instances becomes, at least so many stays between one and all of them; who asked for all still does. */
export function withCount({ count, atLeast }: Pick<LaunchDraft, "count" | "atLeast">, next: number): Pick<LaunchDraft, "count" | "atLeast"> {
  const all = count > 1 && atLeast === count;
  return { count: next, atLeast: all ? next : Math.max(1, Math.min(atLeast, next)) };
}

/** The stock of a type in a zone; `null` where the zone does not sell it. */
export const stockIn = (type: TypeChoice, zoneId: string): Stock | null => type.stock.find((each) => each.zoneId === zoneId)?.stock ?? null;

/** What changes when one cell is picked: type and zone, and a vSwitch of that zone, if it can be in the same VPC. */
export function picked(draft: LaunchDraft, choices: LaunchChoices, instanceType: string, zoneId: string): Partial<LaunchDraft> {
  const inZone = choices.vSwitches.filter((each) => each.zoneId === zoneId);
  const vSwitch = inZone.find((each) => each.id === draft.vSwitchId) ?? inZone.find((each) => each.vpcId === draft.vpcId) ?? inZone[0];
  return { instanceType, zoneId, vSwitchId: vSwitch?.id ?? "", ...inVpc(draft, choices, vSwitch?.vpcId ?? draft.vpcId) };
}

/** The same for another VPC: its first vSwitch in the zone, and of the security groups those that are in it. */
export function withVpc(draft: LaunchDraft, choices: LaunchChoices, vpcId: string): Partial<LaunchDraft> {
  const vSwitch = choices.vSwitches.find((each) => each.vpcId === vpcId && each.zoneId === draft.zoneId);
  return { vSwitchId: vSwitch?.id ?? "", ...inVpc(draft, choices, vpcId) };
}

function inVpc(draft: LaunchDraft, choices: LaunchChoices, vpcId: string): Pick<LaunchDraft, "vpcId" | "securityGroupIds"> {
  if (vpcId === draft.vpcId) return { vpcId, securityGroupIds: draft.securityGroupIds };
  const own = new Set(choices.securityGroups.filter((each) => each.vpcId === vpcId).map((each) => each.id));
  return { vpcId, securityGroupIds: draft.securityGroupIds.filter((id) => own.has(id)) };
}

export interface TypeFilter {
  text: string;
  /** vCPUs; `null` for any number. */
  cpu: number | null;
  /** GiB; `null` for any. */
  memory: number | null;
}

/** What types are narrowed by; `null` when it is not known. */
export interface Figures {
  cpu: number | null;
  memoryGib: number | null;
}

export const STOCK_TONES: Record<Stock, Tone> = { inStock: "good", low: "warning", soldOut: "idle" };

export const ANY_TYPE: TypeFilter = { text: "", cpu: null, memory: null };

/** Types whose name holds what was typed, with so many vCPUs and so much memory. */
export const matching = <T extends Figures & { id: string }>(types: readonly T[], { text, cpu, memory }: TypeFilter): T[] => {
  const wanted = text.trim().toLowerCase();
  return types.filter((type) => type.id.toLowerCase().includes(wanted) && (cpu === null || type.cpu === cpu) && (memory === null || type.memoryGib === memory));
};

/** Figures that types have, the smallest first. */
export const figures = (types: readonly Figures[], of: keyof Figures): number[] => [...new Set(types.flatMap((type) => type[of] ?? []))].toSorted((a, b) => a - b);
