import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { viewSave, viewSavedRemove } from "../backend/bindings/commands";
import type { SavedView } from "../backend/bindings/types";
import { accountsQuery, savedViewsQuery } from "../backend/queries";
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
  const { data: accounts } = useQuery(accountsQuery);
  const [naming, setNaming] = useState(false);
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  const again = () => void client.invalidateQueries({ queryKey: savedViewsQuery(view.kind).queryKey });
  const save = useCommand(viewSave, {
    onDone: () => {
      setNaming(false);
      again();
    },
  });
  const restore = useCommand(viewSave, { onDone: again });
  const remove = useCommand(
    async (removed: SavedView) => {
      await viewSavedRemove(view.kind, removed.name);
      return removed;
    },
    {
      onDone: ({ name, spec }) => {
        again();
        const undo = { label: t("views.undo"), run: () => restore.run(name, spec) };
        // Toasts are loaded when there is something to tell.
        void import("../components/toasts").then(({ showToast }) => showToast(t("views.removed", { name }), "", { tone: "good", action: undo }));
      },
    },
  );

  const apply = ({ spec }: SavedView) => {
    scopeStore.set(spec.scope);
    view.change({ search: spec.search, filters: spec.filters, sort: spec.sort });
  };
  // Without its account a view would list those of all others.
  const isAccountGone = ({ spec }: SavedView) => accounts !== undefined && spec.scope.accountIds.some((id) => !accounts.some((account) => account.id === id));
  const items = (): MenuItem[] => [
    ...saved.map(
      (each): MenuItem => ({
        id: `view-${each.name}`,
        label: each.name,
        ...(isAccountGone(each) && { hint: t("views.accountGone"), disabled: true }),
        onSelect: () => apply(each),
      }),
    ),
    ...(saved.length > 0 ? [{ kind: "separator", id: "line" } as const] : []),
    { id: "save", label: t("views.save"), icon: "plus", onSelect: () => setNaming(true) },
    ...saved.map((each): MenuItem => ({ id: `remove-${each.name}`, label: t("views.remove", { name: each.name }), icon: "trash", onSelect: () => remove.run(each) })),
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
