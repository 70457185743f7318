import type { AccountRegion } from "../backend/bindings/types";

/** What an account has. */
export interface RegionsOfAccount {
  accountId: string;
  regions: readonly AccountRegion[];
}

/** Every region of the accounts once, in the cloud's order; chosen when any account has it chosen. */
export function unionOf(accounts: readonly RegionsOfAccount[]): AccountRegion[] {
  const union = new Map<string, AccountRegion>();
  for (const region of accounts.flatMap((account) => account.regions)) {
    const before = union.get(region.regionId);
    union.set(region.regionId, before ? { ...before, chosen: before.chosen || region.chosen } : region);
  }
  return [...union.values()];
}

/** The regions of one account after what a person has toggled; `null` when nothing changes, or nothing would be left. */
export function chosenAfter(regions: readonly AccountRegion[], toggled: ReadonlyMap<string, boolean>): string[] | null {
  const after = regions.filter((region) => toggled.get(region.regionId) ?? region.chosen);
  const changed = regions.some((region) => (toggled.get(region.regionId) ?? region.chosen) !== region.chosen);
  return changed && after.length > 0 ? after.map((region) => region.regionId) : null;
}
