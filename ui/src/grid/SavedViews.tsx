import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { viewSave, viewSavedRemove } from "../backend/bindings/commands";
import type { SavedView } from "../backend/bindings/types";
import { savedViewsQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { LazyPopover } from "../components/LazyPopover";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { scopeStore } from "../scope";
import { useCommand } from "../useCommand";
import { SaveViewForm } from "./SaveViewForm";
import type { Keyed, ViewHandle } from "./viewHandle";
import styles from "./ListHead.module.css";

/** Questions that were kept by name: search, filters, order, accounts and regions. */
export function SavedViews<Row extends Keyed>({ view }: { view: ViewHandle<Row> }) {
  const { t } = useTranslation("grid");
  const client = useQueryClient();
  const { data: saved = [] } = useQuery(savedViewsQuery(view.kind));
  const [naming, setNaming] = useState(false);
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  const again = () => void client.invalidateQueries({ queryKey: savedViewsQuery(view.kind).queryKey });
  const save = useCommand(viewSave, {
    onDone: () => {
      setNaming(false);
      again();
    },
  });
  const remove = useCommand(viewSavedRemove, { onDone: again });

  const apply = ({ spec }: SavedView) => {
    scopeStore.set(spec.scope);
    view.change({ search: spec.search, filters: spec.filters, sort: spec.sort });
  };
  const items = (): MenuItem[] => [
    ...saved.map((each): MenuItem => ({ id: `view-${each.name}`, label: each.name, onSelect: () => apply(each) })),
    ...(saved.length > 0 ? [{ kind: "separator", id: "line" } as const] : []),
    { id: "save", label: t("views.save"), icon: "plus", onSelect: () => setNaming(true) },
    ...saved.map((each): MenuItem => ({ id: `remove-${each.name}`, label: t("views.remove", { name: each.name }), icon: "trash", onSelect: () => remove.run(view.kind, each.name) })),
  ];

  return (
    <span ref={setPlace} className={styles.tool}>
      <MenuButton className={styles.more} menuLabel={t("views.menu")} aria-label={t("views.menu")} data-tip={t("views.menu")} align="end" items={items}>
        <Icon name="list" />
      </MenuButton>
      {naming && place && (
        <LazyPopover open anchor={place} label={t("views.save")} onClose={() => setNaming(false)}>
          <SaveViewForm known={saved.map((each) => each.name)} busy={save.busy} onSave={(name) => save.run(name, view.spec.get())} />
        </LazyPopover>
      )}
    </span>
  );
}
