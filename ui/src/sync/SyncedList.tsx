import { useFormat } from "../format/useFormat";
import type { FilterDef } from "../grid/filterDef";
import { ListPage, type ListPageProps } from "../grid/ListPage";
import { clearAll } from "../grid/useCommonFilters";
import type { Keyed } from "../grid/viewHandle";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import { NothingShown } from "./NothingShown";
import { SyncBand } from "./SyncBand";
import { useFirstReading } from "./useFirstReading";

type Given = "words" | "nameOf" | "band" | "nothing" | "reading";

export interface SyncedListProps<Row extends Keyed> extends Omit<ListPageProps<Row>, Given> {
  /** The filter of the regions: cleared with the others. */
  region: FilterDef;
}

/** Not made anew with each rendering: every row would be drawn again. */
const nameOf = (row: Keyed & { name: string }) => row.name || row.key.id;

/** A list of what is read from the cloud, in the words of its kind: with how far the reading is, and why there is nothing. */
export function SyncedList<Row extends Keyed & { name: string }>({ region, ...list }: SyncedListProps<Row>) {
  const { view, filters } = list;
  const { kind } = view;
  const { t } = useTranslation(kind);
  const format = useFormat();
  const { search } = useStore(view.spec);
  const reading = useFirstReading(kind);
  return (
    <ListPage
      {...list}
      words={{
        title: t("title"),
        search: { label: t("search.label"), placeholder: t("search.placeholder") },
        failed: t("failed"),
        copyId: t("copyId"),
        copyIds: (count) => t("copyIds", { count, number: format.number(count) }),
      }}
      nameOf={nameOf}
      band={<SyncBand kind={kind} />}
      nothing={(all) => (
        <NothingShown
          kind={kind}
          words={{ noMatch: t("noMatch"), empty: { title: t("empty.title"), text: t("empty.text") }, reading: t("reading"), failed: t("failed") }}
          filters={filters.filter((filter) => filter.value !== null).length}
          searched={search.trim() !== ""}
          all={all}
          note={list.note}
          onClear={() => clearAll(view, region)}
        />
      )}
      reading={reading}
    />
  );
}
