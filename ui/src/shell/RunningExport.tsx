import { exportCancel } from "../backend/bindings/commands";
import type { Export } from "../backend/bindings/types";
import { IconButton } from "../components/IconButton";
import { Progress } from "../components/Progress";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import styles from "./StatusBar.module.css";

/** A file that is being written: how much of it is, and a way to stop it. */
export function RunningExport({ of: { id, fileName, written, of } }: { of: Export }) {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const cancel = useCommand(exportCancel);
  const percent = of === 0 ? 0 : Math.floor((written / of) * 100);
  return (
    <div className={styles.cell}>
      <span className={`${styles.name} trunc`} data-tip={fileName} data-tip-cut="">
        {fileName}
      </span>
      <Progress percent={percent} label={t("statusbar.exporting", { file: fileName })} width={56} />
      <span>{format.percent(percent)}</span>
      <IconButton icon="close" size="small" label={t("statusbar.cancelExport", { file: fileName })} onClick={() => cancel.run(id)} />
    </div>
  );
}
