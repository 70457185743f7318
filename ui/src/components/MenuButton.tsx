import { useRef, useState, type ComponentProps, type ReactNode } from "react";
import { LazyMenu, prepareMenu } from "./LazyMenu";
import type { MenuItem } from "./menuItem";

export interface MenuButtonProps extends Omit<ComponentProps<"button">, "onClick" | "children"> {
  /** Accessible name of the menu, and of the button when it has no words. */
  menuLabel: string;
  /** Asked for when the menu is wanted. */
  items: () => readonly MenuItem[];
  align?: "start" | "end";
  note?: ReactNode;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A button that opens a menu. The looks are the caller's. */
export function MenuButton({ menuLabel, items, align = "start", note, onOpenChange, children, ...rest }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const change = (next: boolean) => {
    if (next) setWanted(true);
    setOpen(next);
    onOpenChange?.(next);
  };
  return (
    <>
      <button
        type="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={prepareMenu}
        onFocus={prepareMenu}
        onClick={() => change(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || open) return;
          event.preventDefault();
          change(true);
        }}
        {...rest}
      >
        {children}
      </button>
      {wanted && (
        <LazyMenu
          open={open}
          onClose={() => change(false)}
          anchor={button}
          returnTo={() => button.current}
          label={menuLabel}
          items={items()}
          align={align}
          note={note}
        />
      )}
    </>
  );
}
