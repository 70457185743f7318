import { CSPProvider } from "@base-ui/react/csp-provider";
import { Menu } from "@base-ui/react/menu";
import { type FocusEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Icon } from "./Icon";
import { menuGroups } from "./menuGroups";
import type { MenuAnchor, MenuItem } from "./menuItem";
import styles from "./MenuPopup.module.css";

export interface MenuPopupProps {
  open: boolean;
  onClose: () => void;
  anchor: MenuAnchor;
  label: string;
  items: readonly MenuItem[];
  align?: "start" | "end";
  /** Where the focus goes afterwards. */
  returnTo?: () => HTMLElement | null;
  /** Words under the items. */
  note?: ReactNode;
}

/** The item that a menu opened by a key begins at: the current one of a choice, otherwise the first. */
const firstItem = (menu: Element) =>
  menu.querySelector<HTMLElement>("[role=menuitemradio][aria-checked=true]") ?? menu.querySelector<HTMLElement>("[role^=menuitem]:not([aria-disabled=true])");

/** An open menu. Loaded when the first menu is about to open; use MenuButton. */
export default function MenuPopup({ open, onClose, anchor, label, items, align = "start", returnTo, note }: MenuPopupProps) {
  const justOpened = useRef(false);
  const noteId = useId();
  useLayoutEffect(() => {
    justOpened.current = open;
  }, [open]);
  // The library sees only that the menu is open, not that a key has opened it, and marks no item.
  const begin = ({ target }: FocusEvent) => {
    if (!justOpened.current) return;
    justOpened.current = false;
    if (target.matches("[role=menu]:focus-visible")) firstItem(target)?.focus();
  };
  return (
    <CSPProvider disableStyleElements>
      <Menu.Root
        open={open}
        modal={false}
        onOpenChange={(next, details) => {
          const target = details.event.target;
          const onAnchor = "current" in anchor && target instanceof Node && anchor.current?.contains(target);
          if (!next && !(onAnchor && details.reason === "outside-press")) onClose();
        }}
      >
        <Menu.Portal>
          <Menu.Positioner anchor={anchor} align={align} sideOffset={4} collisionPadding={8} className={styles.positioner}>
            <Menu.Popup className={styles.popup} aria-label={label} aria-describedby={note ? noteId : undefined} onFocus={begin} finalFocus={() => returnTo?.() ?? true}>
              <div className={styles.items}>
                {menuGroups(items).map((group) =>
                  group.heading ? (
                    <Menu.Group key={group.heading.id}>
                      <Menu.GroupLabel className={styles.heading}>{group.heading.label}</Menu.GroupLabel>
                      {group.items.map((item) => (
                        <Line key={item.id} item={item} />
                      ))}
                    </Menu.Group>
                  ) : (
                    group.items.map((item) => <Line key={item.id} item={item} />)
                  ),
                )}
              </div>
              {/* Inside a menu only its items are read: the note is read with its name. */}
              {note && (
                <div id={noteId} className={styles.note} aria-hidden="true">
                  {note}
                </div>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </CSPProvider>
  );
}

function Line({ item }: { item: Exclude<MenuItem, { kind: "heading" }> }) {
  switch (item.kind) {
    case "separator":
      return <Menu.Separator className={styles.separator} />;
    case "checkbox":
      return (
        <Menu.CheckboxItem
          className={styles.item}
          label={item.label}
          checked={item.checked}
          disabled={item.disabled ?? false}
          onCheckedChange={item.onSelect}
        >
          <span className={styles.box} data-checked={item.checked || undefined}>
            {item.checked && <Icon name="check" size="tiny" />}
          </span>
          <Words item={item} />
        </Menu.CheckboxItem>
      );
    case "radio":
      return (
        <Menu.CheckboxItem
          className={styles.item}
          label={item.label}
          role="menuitemradio"
          closeOnClick
          checked={item.checked}
          disabled={item.disabled ?? false}
          onCheckedChange={() => item.onSelect(true)}
        >
          <Words item={item} />
          {item.checked && <Icon name="check" size="small" className={styles.current} />}
        </Menu.CheckboxItem>
      );
    default:
      return (
        <Menu.Item
          className={`${styles.item} ${item.danger ? styles.danger : ""}`}
          label={item.label}
          disabled={item.disabled ?? false}
          onClick={item.onSelect}
        >
          {item.icon && <Icon name={item.icon} size="small" />}
          <span className="trunc">{item.label}</span>
          {item.hint && <kbd className={styles.key}>{item.hint}</kbd>}
        </Menu.Item>
      );
  }
}

function Words({ item }: { item: Extract<MenuItem, { kind: "checkbox" | "radio" }> }) {
  return (
    <>
      {item.content ?? <span className="trunc">{item.label}</span>}
      {item.hint && <span className={styles.hint}>{item.hint}</span>}
    </>
  );
}
