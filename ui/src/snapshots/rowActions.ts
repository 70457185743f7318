import type { TFunction } from "i18next";
import type { ResourceKey } from "../backend/bindings/types";
import { copyText } from "../backend/clipboard";
import type { MenuItem } from "../components/menuItem";
import { clearSelection } from "./selection";
import { openedStore } from "./view";

/** What can be done with some snapshots, as lines of a menu. */
export function actionsOf(
  keys: readonly ResourceKey[],
  t: TFunction<"snapshots">,
  number: (value: number) => string,
  create?: () => void,
): MenuItem[] {
  const [key] = keys;
  const items: MenuItem[] = [];
  if (create) items.push({ id: "create", label: t("create"), icon: "image", onSelect: create });
  if (key) {
    items.push({
      id: "copy",
      label: keys.length === 1 ? t("copyId") : t("copyIds", { count: keys.length, number: number(keys.length) }),
      icon: "copy",
      onSelect: () => void copyText(keys.map((each) => each.id).join("\n")),
    });
  }
  if (key && keys.length === 1) items.push({ id: "details", label: t("openDetails"), icon: "info", onSelect: () => openedStore.set(key) });
  return items;
}

/** The line that clears every box. */
export const clearAction = (t: TFunction<"snapshots">): MenuItem => ({ id: "clear", label: t("clearSelection"), icon: "close", onSelect: clearSelection });
