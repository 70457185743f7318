import type { ActionDef } from "../grid/actionDef";
import type { Target } from "../grid/target";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";

/** The way from a list to the plan of a deletion, which says when none can be made of what is picked. Nothing is deleted by it. */
export function useDeleteAction(kind: "images" | "snapshots"): (target: Target) => ActionDef {
  const { t } = useTranslation("common");
  return (target) => ({
    id: "delete",
    label: t("delete"),
    icon: "trash",
    run: () =>
      void target
        .keys(target.count)
        .catch(() => [])
        .then((keys) => go({ page: "delete", images: [], snapshots: [], [kind]: keys })),
  });
}
