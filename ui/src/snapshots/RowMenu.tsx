import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SnapshotRow } from "../backend/bindings/types";
import { LazyMenu } from "../components/LazyMenu";
import { useFormat } from "../format/useFormat";
import { actionsOf } from "./rowActions";
import type { CreateImage } from "./useCreateImage";
import { keyText, selectionStore } from "./view";

export interface RowMenuProps {
  row: SnapshotRow;
  at: { x: number; y: number };
  creating: CreateImage;
  onClose: () => void;
}

/** The menu of a right click: of the checked rows when the row is one of them, of that row otherwise. */
export function RowMenu({ row, at, creating, onClose }: RowMenuProps) {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const [grid] = useState(() => document.querySelector<HTMLElement>("[role=grid]"));
  const selection = selectionStore.get();
  const keys = selection.has(keyText(row.key)) ? [...selection.values()] : [row.key];
  return (
    <LazyMenu
      open
      anchor={{ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) }}
      label={t("rowActions", { name: row.name || row.key.id })}
      items={actionsOf(keys, t, format.number, () => creating.start(keys))}
      returnTo={grid}
      onClose={onClose}
    />
  );
}
