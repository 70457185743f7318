import { useEffect, useRef, type ReactNode } from "react";
import type { Account } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { CloudText } from "../components/CloudText";
import { CopyButton } from "../components/CopyButton";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { IconButton } from "../components/IconButton";
import { useTranslation } from "../i18n/useTranslation";
import { PanelEdge } from "./PanelEdge";
import styles from "./DetailsShell.module.css";

export interface DetailsShellProps {
  /** The shape before the name. */
  glyph: ReactNode;
  name: string;
  id: string;
  /** What the id is called: "Snapshot ID". */
  idName?: string;
  /** In the place of the id. */
  line?: ReactNode;
  account: Account | undefined;
  /** Why there is nothing to show, or why it is of before. */
  error: Error | null;
  onRetry: () => void;
  onClose: () => void;
  /** Pictures, then fields; nothing while they are on their way. */
  children: ReactNode;
}

/** One row in full, at the right of its list. */
export function DetailsShell({ glyph, name, id, idName = "", line, account, error, onRetry, onClose, children }: DetailsShellProps) {
  const { t } = useTranslation("details");
  const scroller = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && panel.current?.contains(document.activeElement)) onClose();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [onClose]);

  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [id]);

  return (
    <aside ref={panel} className={styles.panel} aria-label={t("label")}>
      <PanelEdge panel={panel} />
      <header className={styles.head}>
        <div className="line">
          {glyph}
          <h2 className={`${styles.name} trunc grow`} data-tip={name} data-tip-cut="">
            <CloudText text={name} />
          </h2>
          <IconButton icon="close" label={t("close")} className={styles.close ?? ""} onClick={onClose} />
        </div>
        <div className={styles.id}>
          {line ?? (
            <>
              <span className="mono muted selectable trunc">{id}</span>
              <CopyButton text={id} name={idName} />
            </>
          )}
          <span className="grow" />
          {account && <EnvironmentBadge account={account} />}
        </div>
      </header>
      <div className={styles.body} ref={scroller}>
        {error && (
          <div className={styles.section}>
            <CouldNotAsk problem={problemOf(error)} onRetry={onRetry} plain />
          </div>
        )}
        {children}
      </div>
    </aside>
  );
}

export interface SectionProps {
  title: ReactNode;
  /** At the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of the details under a heading. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        <span className="trunc">{title}</span>
        {aside && <span className={styles.aside}>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

/** A sentence with a shape before it. */
export function Note({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <p className={`${styles.note} ${styles.under}`}>
      <span className={styles.mark}>{mark}</span>
      <span>{children}</span>
    </p>
  );
}
