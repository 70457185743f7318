import type { ReactNode, RefObject } from "react";
import type { IconName } from "./iconShapes";

/** One line of a menu. */
export type MenuItem =
  | {
      kind?: "action";
      id: string;
      label: string;
      icon?: IconName;
      /** A figure or a key at the right. */
      hint?: string;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | {
      /** Checkbox keeps the menu open, radio closes it. */
      kind: "checkbox" | "radio";
      id: string;
      label: string;
      hint?: string;
      /** In place of the plain words; `label` stays what is typed to find it. */
      content?: ReactNode;
      checked: boolean;
      disabled?: boolean;
      onSelect: (checked: boolean) => void;
    }
  | { kind: "separator"; id: string }
  | { kind: "heading"; id: string; label: string };

/** What a menu hangs on: a button, or the point of a right click. */
export type MenuAnchor = RefObject<Element | null> | { getBoundingClientRect: () => DOMRect };
