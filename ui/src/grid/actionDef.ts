import type { IconName } from "../components/iconShapes";
import type { MenuItem } from "../components/menuItem";

/** Something that can be done with what is selected. Menus and the head of the page are made of these. */
export interface ActionDef {
  id: string;
  label: string;
  icon: IconName;
  /** Why it cannot be done now. */
  reason?: string | undefined;
  run: () => void;
}

/** Actions as lines of a menu. */
export const menuOf = (actions: readonly ActionDef[]): MenuItem[] =>
  actions.map(({ id, label, icon, reason, run }) => ({
    id,
    label,
    icon,
    ...(reason !== undefined && { hint: reason, disabled: true }),
    onSelect: run,
  }));
