import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";
import { folderOpen } from "../backend/bindings/commands";
import type { FolderKind, StorageInfo } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { KeyringRow } from "./KeyringRow";
import { storageQuery } from "./queries";
import { SettingRow } from "./SettingRow";
import { SettingsGroup } from "./SettingsGroup";
import { useFileSize } from "./useFileSize";
import styles from "./StorageSection.module.css";

const ClearCacheDialog = lazy(() => import("./ClearCacheDialog"));

/** Where secrets, data and rows are kept, and how much it is. */
export function StorageSection() {
  const { t } = useTranslation("settings");
  const { data: storage, error, refetch } = useQuery(storageQuery);
  return (
    <SettingsGroup section="storage" title={t("storage.title")}>
      {storage ? (
        <>
          <KeyringRow storage={storage} />
          <FolderRow folder="data" path={storage.dataFolder} bytes={storage.dataBytes} />
          <CacheRow storage={storage} />
          <FolderRow folder="log" path={storage.logFolder} bytes={storage.logBytes} />
        </>
      ) : (
        <div className={styles.waiting}>
          {error ? <CouldNotAsk plain title={t("storage.failed")} problem={problemOf(error)} onRetry={() => void refetch()} /> : <Skeleton width={240} />}
        </div>
      )}
    </SettingsGroup>
  );
}

function FolderRow({ folder, path, bytes }: { folder: Exclude<FolderKind, "cache">; path: string; bytes: number }) {
  const { t } = useTranslation("settings");
  const size = useFileSize();
  const open = useCommand(folderOpen);
  const name = t(`storage.${folder}`);
  if (path === "") return <SettingRow label={name} hint={t("storage.noLog")} />;
  return (
    <SettingRow
      label={name}
      hint={
        <div className={styles.path}>
          <span className="mono trunc selectable" data-tip={path} data-tip-cut="">
            {path}
          </span>
          <span>{t("storage.sized", { size: size(bytes) })}</span>
        </div>
      }
    >
      <Button aria-label={t("storage.openNamed", { name })} onClick={() => open.run(folder)}>
        {t("storage.open")}
      </Button>
    </SettingRow>
  );
}

function CacheRow({ storage }: { storage: StorageInfo }) {
  const { t } = useTranslation("settings");
  const size = useFileSize();
  const [clearing, setClearing] = useState(false);
  return (
    <SettingRow label={t("storage.cache")} hint={t("storage.cacheHint", { size: size(storage.cacheBytes) })}>
      <Button aria-label={t("storage.clearNamed")} onClick={() => setClearing(true)}>
        {t("storage.clear")}
      </Button>
      {clearing && (
        <Suspense fallback={null}>
          <ClearCacheDialog onClose={() => setClearing(false)} />
        </Suspense>
      )}
    </SettingRow>
  );
}
