import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useEffect, useMemo } from "react";
import { snapshotQuery } from "../backend/queries";
import { keyText } from "../backend/resourceKey";
import { useDeleteAction } from "../delete/useDeleteAction";
import { createColumnChoice } from "../grid/columnChoice";
import { useTranslation } from "../i18n/useTranslation";
import { SyncedList } from "../sync/SyncedList";
import { useStore } from "../useStore";
import { useViews } from "../useViews";
import { CreateImageButton } from "./CreateImageButton";
import { useCreateImage } from "./useCreateImage";
import { useSnapshotColumns } from "./useSnapshotColumns";
import { useSnapshotFilters } from "./useSnapshotFilters";

/** What the first rows do not need is loaded after them. */
const AFTER_ROWS = 600;
const loadDetails = () => import("./SnapshotDetails");
const SnapshotDetails = lazy(loadDetails);
const HiddenByName = lazy(async () => {
  await new Promise((resolve) => setTimeout(resolve, AFTER_ROWS));
  return import("../settings/HiddenByName");
});
const choice = createColumnChoice("snapshots");
const NOBODY = { accountId: "", regionId: "", id: "" };

/** Every snapshot of every account and region in one list. */
export default function SnapshotsPage() {
  const { t } = useTranslation("snapshots");
  const { snapshots: view } = useViews();
  const creating = useCreateImage();
  const deletion = useDeleteAction("snapshots");
  const columns = useSnapshotColumns();
  const { all: filters, region } = useSnapshotFilters(view);
  const opened = useStore(view.opened);
  const { data: detail, isPlaceholderData } = useQuery({ ...snapshotQuery(opened ?? NOBODY), enabled: opened !== null });
  const marked = useMemo(
    () => new Set(opened && detail && !isPlaceholderData ? detail.sameMoment.map(keyText) : []),
    [opened, detail, isPlaceholderData],
  );

  useEffect(() => {
    const timer = setTimeout(() => void loadDetails(), AFTER_ROWS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <SyncedList
      view={view}
      columns={columns}
      choice={choice}
      filters={filters}
      region={region}
      actions={(target) => [{ id: "create", label: t("create"), icon: "image", run: () => creating.start(target) }, deletion(target)]}
      primary={(target) => <CreateImageButton target={target} creating={creating} view={view} />}
      note={
        <Suspense fallback={null}>
          <HiddenByName />
        </Suspense>
      }
      marked={marked}
      details={(key, onClose) => <SnapshotDetails of={key} onClose={onClose} onOpen={view.opened.set} />}
    />
  );
}
