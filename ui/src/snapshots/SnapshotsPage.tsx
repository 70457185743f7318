import { useQuery } from "@tanstack/react-query";
import { lazy, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { snapshotQuery } from "../backend/queries";
import { keyText } from "../backend/resourceKey";
import { useFormat } from "../format/useFormat";
import { createColumnChoice } from "../grid/columnChoice";
import { ListPage } from "../grid/ListPage";
import { clearAll } from "../grid/useCommonFilters";
import { NothingShown } from "../sync/NothingShown";
import { SyncBand } from "../sync/SyncBand";
import { useFirstReading } from "../sync/useFirstReading";
import { useStore } from "../useStore";
import { useViews } from "../useViews";
import { CreateImageButton } from "./CreateImageButton";
import { useCreateImage } from "./useCreateImage";
import { useSnapshotColumns } from "./useSnapshotColumns";
import { useSnapshotFilters } from "./useSnapshotFilters";

const loadDetails = () => import("./SnapshotDetails");
const SnapshotDetails = lazy(loadDetails);
const choice = createColumnChoice("snapshots");
const NOBODY = { accountId: "", regionId: "", id: "" };

/** Every snapshot of every account and region in one list. */
export default function SnapshotsPage() {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const { snapshots: view } = useViews();
  const creating = useCreateImage();
  const columns = useSnapshotColumns();
  const { all: filters, region } = useSnapshotFilters(view);
  const opened = useStore(view.opened);
  const { search } = useStore(view.spec);
  const reading = useFirstReading("snapshots");
  const { data: detail, isPlaceholderData } = useQuery({ ...snapshotQuery(opened ?? NOBODY), enabled: opened !== null });
  const marked = useMemo(
    () => new Set(opened && detail && !isPlaceholderData ? detail.sameMoment.map(keyText) : []),
    [opened, detail, isPlaceholderData],
  );

  useEffect(() => {
    const timer = setTimeout(() => void loadDetails(), 600);
    return () => clearTimeout(timer);
  }, []);

  return (
    <ListPage
      view={view}
      columns={columns}
      choice={choice}
      filters={filters}
      words={{
        title: t("title"),
        search: { label: t("search.label"), placeholder: t("search.placeholder") },
        failed: t("failed"),
        copyId: t("copyId"),
        copyIds: (count) => t("copyIds", { count, number: format.number(count) }),
      }}
      nameOf={(row) => row.name || row.key.id}
      actions={(target) => [{ id: "create", label: t("create"), icon: "image", run: () => creating.start(target) }]}
      primary={(target) => <CreateImageButton target={target} creating={creating} view={view} />}
      marked={marked}
      band={<SyncBand kind="snapshots" />}
      nothing={(all) => (
        <NothingShown
          kind="snapshots"
          words={{ noMatch: t("noMatch"), empty: { title: t("empty.title"), text: t("empty.text") }, reading: t("reading"), failed: t("failed") }}
          filters={filters.filter((filter) => filter.value !== null).length}
          searched={search.trim() !== ""}
          all={all}
          onClear={() => clearAll(view, region)}
        />
      )}
      details={(key, onClose) => <SnapshotDetails of={key} onClose={onClose} onOpen={view.opened.set} />}
      reading={reading}
    />
  );
}
