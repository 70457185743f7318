import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useMemo } from "react";
import { imageQuery } from "../backend/queries";
import { keyText } from "../backend/resourceKey";
import { useDeleteAction } from "../delete/useDeleteAction";
import { createColumnChoice } from "../grid/columnChoice";
import { useTranslation } from "../i18n/useTranslation";
import { SyncedList } from "../sync/SyncedList";
import { useStore } from "../useStore";
import { useViews } from "../useViews";
import { CreateInstancesButton } from "./CreateInstancesButton";
import { imagesMode } from "./mode";
import { ModeSwitch } from "./ModeSwitch";
import { DeleteByRule } from "./DeleteByRule";
import { OwnerSwitch } from "./OwnerSwitch";
import { useCreateInstances } from "./useCreateInstances";
import { useImageActions } from "./useImageActions";
import { useImageColumns } from "./useImageColumns";
import { useImageFilters } from "./useImageFilters";

const ImageDetails = lazy(() => import("./ImageDetails"));
const PresenceView = lazy(() => import("../presence/PresenceView"));
const choice = createColumnChoice("images");
const NOBODY = { accountId: "", regionId: "", id: "" };

/** Every image of every account and region: as one list, or region by region. */
export default function ImagesPage() {
  const mode = useStore(imagesMode);
  if (mode === "table") return <ImagesTable />;
  return (
    <Suspense fallback={null}>
      <PresenceView />
    </Suspense>
  );
}

function ImagesTable() {
  const { images: view } = useViews();
  const { t } = useTranslation("images");
  const columns = useImageColumns();
  const creating = useCreateInstances();
  const { actions, edits, copy, share, compare, edit, status, exportToOss, dialog } = useImageActions();
  const deletion = useDeleteAction("images");
  const { all: filters, region } = useImageFilters(view);
  const opened = useStore(view.opened);
  const { data: detail, isPlaceholderData } = useQuery({ ...imageQuery(opened ?? NOBODY), enabled: opened !== null });
  // The copies of an image in other regions.
  const marked = useMemo(
    () => new Set(opened && detail && !isPlaceholderData ? detail.copies.filter((copy) => !copy.isThis).map((copy) => keyText(copy.key)) : []),
    [opened, detail, isPlaceholderData],
  );

  return (
    <>
      <SyncedList
        view={view}
        columns={columns}
        choice={choice}
        filters={filters}
        region={region}
        mode={<ModeSwitch />}
        first={
          <>
            <OwnerSwitch view={view} />
            <DeleteByRule />
          </>
        }
        actions={(target) => [...actions(target), { id: "launch", label: t("launch"), icon: "instance", run: () => creating.start(target) }, deletion(target), ...edits(target)]}
        primary={(target) => <CreateInstancesButton target={target} creating={creating} />}
        marked={marked}
        details={(key, onClose) => (
          <ImageDetails
            of={key}
            onClose={onClose}
            onCopy={() => copy(key)}
            onShare={() => share(key)}
            onCompare={() => compare(key)}
            onEdit={() => edit(key)}
            onStatus={(about) => status(key, about)}
            onExport={() => exportToOss(key)}
          />
        )}
      />
      {dialog}
    </>
  );
}
