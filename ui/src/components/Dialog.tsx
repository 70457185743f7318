import { CSPProvider } from "@base-ui/react/csp-provider";
import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode, RefObject } from "react";
import { asCloudText, CloudText } from "./CloudText";
import styles from "./Dialog.module.css";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Stands beside the title: the environment badge of what is changed. */
  badge?: ReactNode;
  text?: ReactNode;
  wide?: boolean;
  /** It holds a table, and is as wide as that needs. */
  table?: boolean;
  /** Something was typed into it: a click beside it does not close it. */
  keep?: boolean;
  /** Words left of the buttons. */
  note?: ReactNode;
  actions: ReactNode;
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

/** A window over the page: what it is about, what is in it, and what can be done, in this order. */
export function Dialog({ open, onClose, title, badge, text, wide, table, keep = false, note, actions, initialFocus, children }: Props) {
  return (
    <CSPProvider disableStyleElements>
    <Base.Root open={open} disablePointerDismissal={keep} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup className={styles.popup} data-modal="" data-wide={wide || undefined} data-table={table || undefined} {...(initialFocus && { initialFocus })}>
            <header className={styles.head}>
              <Base.Title className={styles.title}>
                <CloudText text={title} />
              </Base.Title>
              {badge}
            </header>
            {text && <Base.Description className={styles.text}>{asCloudText(text)}</Base.Description>}
            {children && <div className={styles.body}>{children}</div>}
            <footer className={styles.foot}>
              <div className={styles.note}>{note}</div>
              {actions}
            </footer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
    </CSPProvider>
  );
}
