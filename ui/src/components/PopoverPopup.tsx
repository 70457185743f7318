import { CSPProvider } from "@base-ui/react/csp-provider";
import { Popover } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";
import styles from "./PopoverPopup.module.css";

export interface PopoverPopupProps {
  open: boolean;
  onClose: () => void;
  anchor: RefObject<HTMLElement | null>;
  label: string;
  side?: "top" | "bottom";
  align?: "start" | "end";
  width?: number;
  /** Where the focus goes afterwards, when not to the anchor. */
  returnTo?: () => HTMLElement | null;
  children: ReactNode;
}

/** A few sentences over the page, at what they are about. Loaded when the first one opens; use LazyPopover. */
export default function PopoverPopup(props: PopoverPopupProps) {
  const { open, onClose, anchor, label, side = "bottom", align = "end", width = 320, returnTo, children } = props;
  return (
    <CSPProvider disableStyleElements>
      <Popover.Root
        open={open}
        onOpenChange={(next, details) => {
          const { target } = details.event;
          const onAnchor = target instanceof Node && anchor.current?.contains(target);
          if (!next && !(onAnchor && details.reason === "outside-press")) onClose();
        }}
      >
        <Popover.Portal>
          <Popover.Positioner anchor={anchor} side={side} align={align} sideOffset={6} collisionPadding={8} className={styles.positioner}>
            <Popover.Popup className={styles.popup} aria-label={label} style={{ width }} finalFocus={() => returnTo?.() ?? anchor.current}>
              {children}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </CSPProvider>
  );
}
