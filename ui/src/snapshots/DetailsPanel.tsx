import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, snapshotQuery } from "../backend/queries";
import { CopyButton } from "../components/CopyButton";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { IconButton } from "../components/IconButton";
import { DetailsFields } from "./DetailsFields";
import { DisksOverTime } from "./DisksOverTime";
import { UsedBy } from "./UsedBy";
import styles from "./DetailsPanel.module.css";

export interface DetailsPanelProps {
  snapshotKey: ResourceKey;
  onClose: () => void;
}

/** One snapshot in full: pictures first, then every field. */
export default function DetailsPanel({ snapshotKey, onClose }: DetailsPanelProps) {
  const { t } = useTranslation("snapshots");
  const { data: detail, error, refetch } = useQuery(snapshotQuery(snapshotKey));
  const { data: account } = useQuery({ ...accountsQuery, select: (all) => all.find((each) => each.id === snapshotKey.accountId) });
  const scroller = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const id = snapshotKey.id;

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
    <aside ref={panel} className={styles.panel} aria-label={t("details.label")}>
      <header className={styles.head}>
        <div className="line">
          {detail && <DiskTypeIcon diskType={detail.row.diskType} />}
          <h2 className={`${styles.name} trunc grow`} data-tip={detail?.row.name} data-tip-cut="">
            {detail ? detail.row.name || t("unnamed") : id}
          </h2>
          <IconButton icon="close" label={t("closeDetails")} className={styles.close ?? ""} onClick={onClose} />
        </div>
        <div className={styles.id}>
          <span className="mono muted selectable trunc">{id}</span>
          <CopyButton text={id} name={t("columns.snapshotId")} />
          <span className="grow" />
          {account && <EnvironmentBadge account={account} />}
        </div>
      </header>
      <div className={styles.body} ref={scroller}>
        {detail ? (
          <>
            <DisksOverTime detail={detail} />
            <UsedBy row={detail.row} />
            <DetailsFields detail={detail} account={account} />
          </>
        ) : (
          error && (
            <div className={styles.section}>
              <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} plain />
            </div>
          )
        )}
      </div>
    </aside>
  );
}
