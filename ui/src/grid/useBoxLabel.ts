import { useCallback } from "react";
import { useTranslation } from "../i18n/useTranslation";

/** The accessible name of a row's box. The same function as long as it says the same, so that no row is drawn anew without need. */
export function useBoxLabel<Row>(nameOf: (row: Row) => string): (row: Row) => string {
  const { t } = useTranslation("grid");
  return useCallback((row: Row) => t("select", { name: nameOf(row) }), [t, nameOf]);
}
