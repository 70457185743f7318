import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/useFormat";
import { useStore } from "../useStore";
import type { Keyed, ViewHandle } from "./viewHandle";
import styles from "./ListHead.module.css";

/** After so much quiet the new count is spoken. */
const REST = 600;

/** How much is shown of how much; spoken when another question has been answered. */
export function ResultCount<Row extends Keyed>({ view }: { view: ViewHandle<Row> }) {
  const { t } = useTranslation("grid");
  const format = useFormat();
  const { total, of, spec } = useStore(view.shown);
  const [spoken, speak] = useState("");
  const words = total === undefined ? "" : t("results", { count: total, number: format.number(total) });
  const before = useRef(spec);
  useEffect(() => {
    if (before.current === spec || words === "") return undefined;
    const timer = setTimeout(() => {
      before.current = spec;
      speak(words);
    }, REST);
    return () => clearTimeout(timer);
  }, [spec, words]);
  return (
    <>
      {/* No row at all: because there is none, or because none could be read. The list says which. */}
      {total !== undefined && of !== undefined && of > 0 && (
        <span className={styles.count}>
          {total === of ? format.number(total) : t("shownOf", { shown: format.number(total), all: format.number(of) })}
        </span>
      )}
      <span className="sr-only" role="status">
        {spoken}
      </span>
    </>
  );
}
