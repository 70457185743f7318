import type { Change, ImageRow, InstanceRow, RowKind, SnapshotRow, SortColumn, ViewSpec } from "./backend/bindings/types";
import { ViewHandle } from "./grid/viewHandle";
import { EVERYWHERE } from "./scope";

/** The lists of the window. */
export interface Views {
  snapshots: ViewHandle<SnapshotRow>;
  images: ViewHandle<ImageRow>;
  instances: ViewHandle<InstanceRow>;
}

const plain = (kind: RowKind, column: SortColumn): ViewSpec => ({
  kind,
  scope: EVERYWHERE,
  search: "",
  filters: [],
  sort: { column, descending: true },
});

export const createViews = (): Views => ({
  snapshots: new ViewHandle("snapshots", plain("snapshots", "createdAt")),
  images: new ViewHandle("images", plain("images", "createdAt")),
  instances: new ViewHandle("instances", plain("instances", "createdAt")),
});

/** Asks again for the rows that a change has touched. */
export function refreshViews(views: Views, change: Change): void {
  if (change.kind === "inventory") views[change.rows].refresh();
  if (change.kind === "everything" || change.kind === "accounts") for (const view of [views.snapshots, views.images, views.instances]) view.refresh();
}
