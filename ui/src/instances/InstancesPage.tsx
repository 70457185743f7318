import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/useFormat";
import { createColumnChoice } from "../grid/columnChoice";
import { ListPage } from "../grid/ListPage";
import { clearAll } from "../grid/useCommonFilters";
import { NothingShown } from "../sync/NothingShown";
import { SyncBand } from "../sync/SyncBand";
import { useFirstReading } from "../sync/useFirstReading";
import { useStore } from "../useStore";
import { useViews } from "../useViews";
import { CreateFromInstance } from "./CreateFromInstance";
import { NewerImageFilter } from "./NewerImageFilter";
import { useInstanceColumns } from "./useInstanceColumns";
import { useInstanceFilters } from "./useInstanceFilters";

const InstanceDetails = lazy(() => import("./InstanceDetails"));
const choice = createColumnChoice("instances");
const NOTHING_MARKED: ReadonlySet<string> = new Set();

/** Every instance of every account and region in one list. */
export default function InstancesPage() {
  const { t } = useTranslation("instances");
  const format = useFormat();
  const { instances: view } = useViews();
  const columns = useInstanceColumns();
  const { all: filters, region } = useInstanceFilters(view);
  const { search } = useStore(view.spec);
  const reading = useFirstReading("instances");

  return (
    <ListPage
      view={view}
      columns={columns}
      choice={choice}
      filters={filters}
      first={<NewerImageFilter view={view} />}
      words={{
        title: t("title"),
        search: { label: t("search.label"), placeholder: t("search.placeholder") },
        failed: t("failed"),
        copyId: t("copyId"),
        copyIds: (count) => t("copyIds", { count, number: format.number(count) }),
      }}
      nameOf={(row) => row.name || row.key.id}
      actions={() => []}
      primary={(target) => <CreateFromInstance target={target} />}
      marked={NOTHING_MARKED}
      band={<SyncBand kind="instances" />}
      nothing={(all) => (
        <NothingShown
          kind="instances"
          words={{ noMatch: t("noMatch"), empty: { title: t("empty.title"), text: t("empty.text") }, reading: t("reading"), failed: t("failed") }}
          filters={filters.filter((filter) => filter.value !== null).length}
          searched={search.trim() !== ""}
          all={all}
          onClear={() => clearAll(view, region)}
        />
      )}
      details={(key, onClose) => <InstanceDetails of={key} onClose={onClose} />}
      reading={reading}
    />
  );
}
