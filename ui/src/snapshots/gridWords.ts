import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/useFormat";
import type { Format } from "../format/format";

/** Words and figures for the rows, taken once for the whole grid. */
export interface GridWords {
  t: TFunction<"snapshots">;
  common: TFunction;
  format: Format;
}

export function useGridWords(): GridWords {
  const { t } = useTranslation("snapshots");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  return useMemo(() => ({ t, common, format }), [t, common, format]);
}
