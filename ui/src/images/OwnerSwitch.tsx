import type { Filter, ImageRow } from "../backend/bindings/types";
import { Segmented } from "../components/Segmented";
import { replaced } from "../grid/filterDef";
import type { ViewHandle } from "../grid/viewHandle";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import styles from "./ImageCopies.module.css";

const isOwner = (filter: Filter) => filter.test === "flag" && filter.field === "sharedWithMe";

/** All images, our own, or those that others share with us. */
export function OwnerSwitch({ view }: { view: ViewHandle<ImageRow> }) {
  const { t } = useTranslation("images");
  const { filters } = useStore(view.spec);
  const now = filters.find(isOwner);
  const value = now?.test === "flag" ? (now.is ? "shared" : "own") : "all";
  return (
    <div className={styles.owner}>
      <Segmented
        label={t("owner.label")}
        labelHidden
        value={value}
        options={[
          { value: "all", label: t("owner.all") },
          { value: "own", label: t("owner.own") },
          { value: "shared", label: t("owner.shared") },
        ]}
        onChange={(next) =>
          view.change({ filters: replaced(filters, isOwner, next === "all" ? null : { test: "flag", field: "sharedWithMe", is: next === "shared" }) })
        }
      />
    </div>
  );
}
