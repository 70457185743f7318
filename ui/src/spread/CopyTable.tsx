import { useState } from "react";
import { Icon } from "../components/Icon";
import { Segmented } from "../components/Segmented";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { CopyRow } from "./CopyRow";
import type { CopyState } from "./useCopy";
import styles from "./Spread.module.css";

/** The regions that images can be copied to, and what is to be said of each. */
export function CopyTable({ state }: { state: CopyState }) {
  const { t } = useTranslation(["spread", "image"]);
  const format = useFormat();
  const [search, setSearch] = useState("");
  const [which, setWhich] = useState<"inUse" | "all">("inUse");
  const typed = search.trim().toLowerCase();
  const inUse = state.regions.filter((region) => region.chosen);
  // Chosen ones stay in sight, and a search goes over all of them.
  const offered = which === "all" || typed !== "" ? state.regions : state.regions.filter((region) => region.chosen || state.choices[region.regionId] !== undefined);
  const found = offered.filter((region) => [region.regionId, region.localName, region.localNameZh].some((name) => name.toLowerCase().includes(typed)));
  const free = state.names.filter((name) => name.answer?.state === "free").length;
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.search}>
          <TextField
            type="search"
            label={t("image:then.searchRegion")}
            labelHidden
            placeholder={t("image:then.searchRegion")}
            leading={<Icon name="search" size="small" />}
            value={search}
            onChange={setSearch}
          />
        </div>
        <div className={styles.which}>
          <Segmented
            label={t("copy.which")}
            labelHidden
            value={which}
            options={[
              { value: "inUse", label: t("copy.inUse", { number: format.number(inUse.length) }) },
              { value: "all", label: t("copy.all", { number: format.number(state.regions.length) }) },
            ]}
            onChange={setWhich}
          />
        </div>
        <div className={styles.template}>
          <TextField label={t("copy.template")} labelHidden mono value={state.template} onChange={state.setTemplate} />
        </div>
      </div>
      <p className={styles.hint}>{t("copy.templateHint")}</p>
      <div role="table" aria-label={t("copy.table")} className={styles.table}>
        <div role="row" className={styles.head}>
          <span role="columnheader">
            <span className="sr-only">{t("copy.column.pick")}</span>
          </span>
          <span role="columnheader">{t("copy.column.region")}</span>
          <span role="columnheader">{t("copy.column.there")}</span>
          <span role="columnheader">{t("copy.column.name")}</span>
          <span role="columnheader">{t("copy.column.encryption")}</span>
          <span role="columnheader">{t("copy.column.queue")}</span>
        </div>
        <div role="rowgroup" className={styles.rows}>
          {found.map((region) => (
            <CopyRow key={region.regionId} region={region} state={state} />
          ))}
        </div>
        {found.length === 0 && <p className={styles.empty}>{t("image:then.noRegion")}</p>}
      </div>
      {free > 0 && (
        <p role="status" className={styles.free}>
          {t("image:image.namesFree", { count: free })}
        </p>
      )}
    </>
  );
}
