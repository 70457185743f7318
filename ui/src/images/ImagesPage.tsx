import { useQuery } from "@tanstack/react-query";
import { lazy, useMemo } from "react";
import { imageQuery } from "../backend/queries";
import { keyText } from "../backend/resourceKey";
import { createColumnChoice } from "../grid/columnChoice";
import { SyncedList } from "../sync/SyncedList";
import { useStore } from "../useStore";
import { useViews } from "../useViews";
import { OwnerSwitch } from "./OwnerSwitch";
import { useImageColumns } from "./useImageColumns";
import { useImageFilters } from "./useImageFilters";

const ImageDetails = lazy(() => import("./ImageDetails"));
const choice = createColumnChoice("images");
const NOBODY = { accountId: "", regionId: "", id: "" };

/** Every image of every account and region in one list. */
export default function ImagesPage() {
  const { images: view } = useViews();
  const columns = useImageColumns();
  const { all: filters, region } = useImageFilters(view);
  const opened = useStore(view.opened);
  const { data: detail, isPlaceholderData } = useQuery({ ...imageQuery(opened ?? NOBODY), enabled: opened !== null });
  // The copies of an image in other regions.
  const marked = useMemo(
    () => new Set(opened && detail && !isPlaceholderData ? detail.copies.filter((copy) => !copy.isThis).map((copy) => keyText(copy.key)) : []),
    [opened, detail, isPlaceholderData],
  );

  return (
    <SyncedList
      view={view}
      columns={columns}
      choice={choice}
      filters={filters}
      region={region}
      first={<OwnerSwitch view={view} />}
      actions={() => []}
      marked={marked}
      details={(key, onClose) => <ImageDetails of={key} onClose={onClose} />}
    />
  );
}
