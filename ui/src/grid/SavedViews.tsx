import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useRef, useState } from "react";
import { viewSave, viewSavedRemove } from "../backend/bindings/commands";
import type { SavedView } from "../backend/bindings/types";
import { savedViewsQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { LazyPopover } from "../components/LazyPopover";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { toastLater } from "../components/toastLater";
import { useTranslation } from "../i18n/useTranslation";
import { scopeStore } from "../scope";
import { useCommand } from "../useCommand";
import { useViewObstacle } from "./useViewObstacle";
import type { Keyed, ViewHandle } from "./viewHandle";
import styles from "./ListHead.module.css";

const SaveViewForm = lazy(async () => ({ default: (await import("./SaveViewForm")).SaveViewForm }));

/** What is asked about saved views is asked one after the other: what is undone is looked for after what was saved before. */
const queue = "savedViews";

/** Questions that were kept by name: search, filters, order, and the scope. */
export function SavedViews<Row extends Keyed>({ view }: { view: ViewHandle<Row> }) {
  const { t } = useTranslation("grid");
  const client = useQueryClient();
  const { data: saved = [] } = useQuery(savedViewsQuery(view.kind));
  const [wanted, setWanted] = useState(false);
  const obstacleOf = useViewObstacle(saved, wanted);
  const [naming, setNaming] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const again = () => void client.invalidateQueries({ queryKey: savedViewsQuery(view.kind).queryKey });
  const save = useCommand(viewSave, {
    queue,
    onDone: () => {
      setNaming(false);
      again();
    },
  });
  const restore = useCommand(
    async ({ name, spec }: SavedView) => {
      const now = await client.query({ ...savedViewsQuery(view.kind), staleTime: 0 });
      // One that was saved meanwhile is newer.
      const isFree = now.every((each) => each.name !== name);
      if (isFree) await viewSave(name, spec);
      return isFree;
    },
    {
      queue,
      onDone: (isRestored, { name }) => {
        if (isRestored) again();
        else void toastLater(t("views.notRestored", { name }), t("views.newerKept"), { tone: "warning" });
      },
    },
  );
  const remove = useCommand(
    async (removed: SavedView) => {
      await viewSavedRemove(view.kind, removed.name);
      return removed;
    },
    {
      queue,
      onDone: (removed) => {
        again();
        const undo = { label: t("views.undo"), run: () => restore.run(removed) };
        void toastLater(t("views.removed", { name: removed.name }), "", { tone: "good", action: undo });
      },
    },
  );

  const apply = ({ spec }: SavedView) => {
    scopeStore.set(spec.scope);
    view.change({ search: spec.search, filters: spec.filters, sort: spec.sort });
  };
  const items = (): MenuItem[] => [
    ...saved.map((each): MenuItem => {
      const obstacle = obstacleOf(each);
      return { id: `view-${each.name}`, label: each.name, ...(obstacle !== null && { hint: obstacle, disabled: true }), onSelect: () => apply(each) };
    }),
    ...(saved.length > 0 ? [{ kind: "separator", id: "line" } as const] : []),
    { id: "save", label: t("views.save"), icon: "plus", onSelect: () => setNaming(true) },
    ...saved.map((each): MenuItem => ({ id: `remove-${each.name}`, label: t("views.remove", { name: each.name }), icon: "trash", onSelect: () => remove.run(each) })),
  ];

  return (
    <span ref={place} className={styles.tool}>
      <MenuButton
        className={styles.more}
        menuLabel={t("views.menu")}
        aria-label={t("views.menu")}
        data-tip={t("views.menu")}
        align="end"
        items={items}
        onOpenChange={(open) => open && setWanted(true)}
      >
        <Icon name="list" />
      </MenuButton>
      {naming && (
        <LazyPopover open anchor={place} label={t("views.save")} onClose={() => setNaming(false)}>
          <SaveViewForm known={saved.map((each) => each.name)} busy={save.busy} onSave={(name) => save.run(name, view.spec.get())} />
        </LazyPopover>
      )}
    </span>
  );
}
