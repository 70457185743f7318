import { memo } from "react";
import type { PresenceBy, PresenceRow } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { useFormat } from "../format/useFormat";
import { cellId, classes } from "../grid/GridRow";
import { useTranslation } from "../i18n/useTranslation";
import { CellContent } from "./CellContent";
import { canPick } from "./picked";
import styles from "./Presence.module.css";

/** Above this Alibaba Cloud copies no image, GiB. Source: CopyImage, SizeExceed.Image. */
const LARGEST = 2_048;

interface Props {
  /** Of the grid; ids of cells begin with it. */
  id: string;
  index: number;
  /** Pixels from the top. */
  top: number;
  row: PresenceRow;
  by: PresenceBy;
  regionIds: readonly string[];
  /** Regions that are picked, joined. */
  picked: string;
  /** Column whose reasons are open. */
  opened: string | null;
  /** Place of the cell with the focus; -1 for none. */
  focused: number;
}

/** Images of one family or one name, region by region. Clicks and keys are taken care of by the grid. */
function Line({ id, index, top, row, by, regionIds, picked, opened, focused }: Props) {
  const { t } = useTranslation(["presence", "images"]);
  const format = useFormat();
  const name = row.name || t("images:unnamed");
  const byFamily = by === "family" && row.family !== "";
  const chosen = picked === "" ? [] : picked.split(" ");
  const { source } = row;
  const remarks = [
    byFamily ? name : row.family || t("row.noFamily"),
    ...(source?.encrypted ? [t("row.encrypted")] : []),
    ...(source && source.architecture !== "" && source.architecture !== "x86_64" ? [source.architecture] : []),
    ...(source && source.sizeGib > LARGEST ? [t("row.large")] : []),
    ...(source === null ? [t("row.noSource")] : []),
  ];
  const under = remarks.join(t("row.joint"));
  const title = byFamily ? row.family : name;
  return (
    <div className={styles.line} role="row" aria-rowindex={index + 2} style={{ top }} data-row={index}>
      <div id={cellId(id, index, 0)} role="rowheader" aria-colindex={1} data-place={0} className={classes(styles.name, focused === 0 && styles.focused)}>
        <span className="medium trunc" data-tip={title} data-tip-cut="">
          <CloudText text={title} />
        </span>
        <span className="faint trunc" data-tip={under} data-tip-cut="">
          <CloudText text={under} />
        </span>
      </div>
      {regionIds.map((regionId, column) => {
        const cell = row.cells[column];
        if (!cell) return null;
        const isPicked = chosen.includes(regionId);
        const pickable = canPick(row, cell);
        const tip = cell.is === "notUsed" ? t("cell.notUsed") : cell.is === "copy" && cell.byName ? t("cell.byNameTip") : undefined;
        return (
          <div
            key={regionId}
            id={cellId(id, index, column + 1)}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={pickable ? isPicked : undefined}
            data-place={column + 1}
            data-tip={tip}
            className={classes(styles.cell, focused === column + 1 && styles.focused)}
          >
            <span className={styles.box} data-is={isPicked ? "picked" : cell.is} data-open={opened === regionId || undefined} data-pickable={pickable || undefined}>
              <CellContent cell={cell} picked={isPicked} pickable={pickable} />
            </span>
          </div>
        );
      })}
      <div
        id={cellId(id, index, regionIds.length + 1)}
        role="gridcell"
        aria-colindex={regionIds.length + 2}
        data-place={regionIds.length + 1}
        className={classes(styles.sum, focused === regionIds.length + 1 && styles.focused)}
      >
        {t("row.present", { present: format.number(row.present), all: format.number(row.of) })}
      </div>
    </div>
  );
}

export const ImagesLine = memo(Line);
