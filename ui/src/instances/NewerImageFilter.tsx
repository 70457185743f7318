import type { InstanceRow } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import type { ViewHandle } from "../grid/viewHandle";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import styles from "../grid/FilterBar.module.css";

/** The question that is asked most: which instances run an image of which there is a newer one. */
export function NewerImageFilter({ view }: { view: ViewHandle<InstanceRow> }) {
  const { t } = useTranslation("instances");
  const { filters } = useStore(view.spec);
  if (filters.some((filter) => filter.test === "flag" && filter.field === "newerImage")) return null;
  return (
    <button type="button" className={styles.add} onClick={() => view.change({ filters: [...filters, { test: "flag", field: "newerImage", is: true }] })}>
      <Icon name="arrowUp" size="tiny" />
      {t("newerImage")}
    </button>
  );
}
