import { useRef, useState, type ReactNode } from "react";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { useTranslation } from "../i18n/useTranslation";
import { FilterChip } from "./FilterChip";
import type { FilterDef } from "./filterDef";
import { SearchField, type Searched } from "./SearchField";
import styles from "./FilterBar.module.css";

export interface FilterBarProps {
  view: Searched;
  filters: readonly FilterDef[];
  search: { label: string; placeholder: string };
  /** The focus goes on to the list. */
  onLeave: () => void;
  /** Before the filters: what is chosen so often that it has a place of its own. */
  first?: ReactNode;
  /** At the right. */
  tools?: ReactNode;
}

/** Search and filters. All are ANDed. */
export function FilterBar({ view, filters, search, onLeave, first, tools }: FilterBarProps) {
  const { t } = useTranslation("grid");
  const bar = useRef<HTMLDivElement>(null);
  /** The chip whose menu is open stays, also while it is set to nothing. */
  const [fresh, setFresh] = useState<string | null>(null);
  const active = filters.filter((filter) => filter.value !== null || filter.id === fresh);
  const offered = filters.filter((filter) => !active.includes(filter));

  return (
    <div ref={bar} className={styles.bar} role="search" aria-label={t("filters.label")}>
      <SearchField view={view} label={search.label} placeholder={search.placeholder} onLeave={onLeave} />
      {first}
      {active.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          fresh={filter.id === fresh}
          onOpen={(open) => setFresh(open ? filter.id : null)}
          onRemove={() => {
            filter.clear();
            setFresh(null);
            bar.current?.querySelector("input")?.focus();
          }}
        />
      ))}
      {offered.length > 0 && (
        <MenuButton
          className={styles.add}
          menuLabel={t("filters.add")}
          items={() => offered.map(({ id, name }) => ({ id, label: name, onSelect: () => setFresh(id) }))}
        >
          <Icon name="plus" size="tiny" />
          {t("filters.add")}
        </MenuButton>
      )}
      <span className="grow" />
      {tools}
    </div>
  );
}
