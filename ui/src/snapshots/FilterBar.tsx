import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../components/Chip";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { useStore } from "../useStore";
import { SearchField } from "./SearchField";
import { useFilterMenus } from "./useFilterMenus";
import { activeFilters, dropFilter, filtersStore, scopeStore } from "./view";
import styles from "./FilterBar.module.css";

/** Search and filters. All are ANDed. */
export function FilterBar() {
  const { t } = useTranslation("snapshots");
  const filters = useStore(filtersStore);
  const scope = useStore(scopeStore);
  const menus = useFilterMenus();
  const bar = useRef<HTMLDivElement>(null);
  const active = activeFilters(filters, scope);
  const offered = menus.filter((menu) => !active.includes(menu.filter));

  return (
    <div ref={bar} className={styles.bar} role="search" aria-label={t("filters.label")}>
      <SearchField />
      <div className={styles.chips}>
        {active.map((name) => {
          const menu = menus.find((each) => each.filter === name);
          if (!menu) return null;
          const value = menu.value();
          return (
            <Chip
              key={name}
              name={menu.name}
              removeLabel={t("filters.remove", { name: menu.name, value })}
              onRemove={() => {
                dropFilter(name);
                bar.current?.querySelector("input")?.focus();
              }}
            >
              {menu.items().length > 1 ? (
                <MenuButton className={styles.value} menuLabel={t("filters.change", { name: menu.name })} items={menu.items}>
                  {value}
                </MenuButton>
              ) : (
                <span>{value}</span>
              )}
            </Chip>
          );
        })}
        {offered.length > 0 && (
          <MenuButton
            className={styles.add}
            menuLabel={t("filters.add")}
            items={() =>
              offered.flatMap((menu, index) => [
                ...(index > 0 ? [{ kind: "separator" as const, id: `line-${menu.filter}` }] : []),
                { kind: "heading" as const, id: `heading-${menu.filter}`, label: menu.name },
                // The group moves to a chip of its own, so the menu closes.
                ...menu.items().map((item) => (item.kind === "checkbox" ? { ...item, kind: "radio" as const } : item)),
              ])
            }
          >
            <Icon name="plus" size="tiny" />
            {t("filters.add")}
          </MenuButton>
        )}
      </div>
    </div>
  );
}
