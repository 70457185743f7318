import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { useTranslation } from "../i18n/useTranslation";
import type { Store } from "../store";
import { useStore } from "../useStore";
import { NO_CHOICE, withHidden, type ColumnChoice } from "./columnChoice";
import type { ColumnDef } from "./columnDef";
import { inOrder } from "./tracks";
import styles from "./ListHead.module.css";

export interface ColumnsMenuProps<Row> {
  columns: readonly ColumnDef<Row>[];
  choice: Store<ColumnChoice>;
}

/** Which columns are shown. */
export function ColumnsMenu<Row>({ columns, choice }: ColumnsMenuProps<Row>) {
  const { t } = useTranslation("grid");
  const chosen = useStore(choice);
  const shown = columns.filter((column) => !chosen.hidden.includes(column.id));
  const items = (): MenuItem[] => [
    ...inOrder(columns, chosen).map(
      (column): MenuItem => ({
        kind: "checkbox",
        id: column.id,
        label: column.header,
        checked: !chosen.hidden.includes(column.id),
        // A list without a column cannot be read.
        disabled: shown.length === 1 && shown[0]?.id === column.id,
        onSelect: (checked) => choice.set((now) => withHidden(now, column.id, !checked)),
      }),
    ),
    { kind: "separator", id: "line" },
    { id: "reset", label: t("columns.reset"), icon: "refresh", onSelect: () => choice.set(NO_CHOICE) },
  ];
  return (
    <MenuButton className={styles.more} menuLabel={t("columns.menu")} aria-label={t("columns.menu")} data-tip={t("columns.menu")} align="end" note={t("columns.hint")} items={items}>
      <Icon name="columns" />
    </MenuButton>
  );
}
