import { useQuery } from "@tanstack/react-query";
import { lazy, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { imageQuery } from "../backend/queries";
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
import { OwnerSwitch } from "./OwnerSwitch";
import { useImageColumns } from "./useImageColumns";
import { useImageFilters } from "./useImageFilters";

const ImageDetails = lazy(() => import("./ImageDetails"));
const choice = createColumnChoice("images");
const NOBODY = { accountId: "", regionId: "", id: "" };

/** Every image of every account and region in one list. */
export default function ImagesPage() {
  const { t } = useTranslation("images");
  const format = useFormat();
  const { images: view } = useViews();
  const columns = useImageColumns();
  const { all: filters, region } = useImageFilters(view);
  const opened = useStore(view.opened);
  const { search } = useStore(view.spec);
  const reading = useFirstReading("images");
  const { data: detail, isPlaceholderData } = useQuery({ ...imageQuery(opened ?? NOBODY), enabled: opened !== null });
  // The copies of an image in other regions.
  const marked = useMemo(
    () => new Set(opened && detail && !isPlaceholderData ? detail.copies.filter((copy) => !copy.isThis).map((copy) => keyText(copy.key)) : []),
    [opened, detail, isPlaceholderData],
  );

  return (
    <ListPage
      view={view}
      columns={columns}
      choice={choice}
      filters={filters}
      first={<OwnerSwitch view={view} />}
      words={{
        title: t("title"),
        search: { label: t("search.label"), placeholder: t("search.placeholder") },
        failed: t("failed"),
        copyId: t("copyId"),
        copyIds: (count) => t("copyIds", { count, number: format.number(count) }),
      }}
      nameOf={(row) => row.name || row.key.id}
      actions={() => []}
      marked={marked}
      band={<SyncBand kind="images" />}
      nothing={(all) => (
        <NothingShown
          kind="images"
          words={{ noMatch: t("noMatch"), empty: { title: t("empty.title"), text: t("empty.text") }, reading: t("reading"), failed: t("failed") }}
          filters={filters.filter((filter) => filter.value !== null).length}
          searched={search.trim() !== ""}
          all={all}
          onClear={() => clearAll(view, region)}
        />
      )}
      details={(key, onClose) => <ImageDetails of={key} onClose={onClose} />}
      reading={reading}
    />
  );
}
