import { useRef, useState } from "react";
import { Chip } from "../components/Chip";
import { CloudText } from "../components/CloudText";
import { LazyMenu, prepareMenu } from "../components/LazyMenu";
import { LazyPopover } from "../components/LazyPopover";
import { useTranslation } from "../i18n/useTranslation";
import type { FilterDef } from "./filterDef";
import styles from "./FilterBar.module.css";

export interface FilterChipProps {
  filter: FilterDef;
  /** Just added: it is asked at once what it is to be set to. */
  fresh: boolean;
  /** The menu or the form was opened or closed. */
  onOpen: (open: boolean) => void;
  onRemove: () => void;
}

/** One filter: its value opens what it can be set to. */
export function FilterChip({ filter, fresh, onOpen, onRemove }: FilterChipProps) {
  const { t } = useTranslation("grid");
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(fresh);
  const { name, value, items, form } = filter;
  const label = t("filters.change", { name });
  const show = (next: boolean) => {
    setOpen(next);
    onOpen(next);
  };
  const close = () => show(false);
  return (
    <Chip name={name} removeLabel={t("filters.remove", { name, value: value ?? "" })} onRemove={onRemove}>
      <button
        type="button"
        ref={button}
        className={styles.value}
        aria-haspopup={items ? "menu" : "dialog"}
        aria-expanded={open}
        data-tip={value ?? undefined}
        data-tip-cut=""
        onPointerEnter={prepareMenu}
        onClick={() => show(!open)}
      >
        <CloudText text={value ?? t("filters.choose")} />
      </button>
      {items && open && <LazyMenu open label={label} anchor={button} returnTo={() => button.current} items={items()} onClose={close} />}
      {form && open && (
        <LazyPopover open anchor={button} align="start" label={label} onClose={close}>
          {form(close)}
        </LazyPopover>
      )}
    </Chip>
  );
}
