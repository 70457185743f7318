import type { Filter, ResourceKey } from "./backend/bindings/types";
import { imagesMode } from "./images/mode";
import { go, type Route } from "./route";
import { EVERYWHERE, scopeStore } from "./scope";
import { useViews } from "./useViews";

/** Ways from one resource to another: its page opens with the details, or with the list narrowed to what was meant. */
export function useOpen() {
  const views = useViews();
  const show = (page: "snapshots" | "images" | "instances", key: ResourceKey) => {
    const { accountIds, regionIds, resourceGroupIds } = scopeStore.get();
    // Which resource group it is in is not known here.
    const isOutside = resourceGroupIds.length > 0 || (accountIds.length > 0 && !accountIds.includes(key.accountId)) || (regionIds.length > 0 && !regionIds.includes(key.regionId));
    if (page === "images") imagesMode.set("table");
    // What is opened is in sight, whatever was chosen before.
    if (isOutside) scopeStore.set(EVERYWHERE);
    views[page].opened.set(key);
    go({ page } satisfies Route);
  };
  const narrow = (page: "snapshots" | "images" | "instances", search: string, filters: Filter[]) => {
    if (page === "images") imagesMode.set("table");
    views[page].change({ search, filters });
    go({ page } satisfies Route);
  };
  return {
    snapshot: (key: ResourceKey) => show("snapshots", key),
    image: (key: ResourceKey) => show("images", key),
    instance: (key: ResourceKey) => show("instances", key),
    /** Snapshots of an instance, whenever they were taken. */
    snapshotsOf: (instanceId: string) => narrow("snapshots", instanceId, []),
    /** Images made of a snapshot. */
    imagesOf: (snapshotId: string) => narrow("images", snapshotId, []),
    /** The images of an account in one region. */
    imagesIn: (accountId: string, regionId: string) => {
      scopeStore.set({ accountIds: [accountId], regionIds: [regionId], resourceGroupIds: [] });
      narrow("images", "", []);
    },
    /** Instances that run one of some images. */
    instancesOf: (imageIds: string[]) => narrow("instances", "", [{ test: "words", field: "image", anyOf: imageIds }]),
  };
}
