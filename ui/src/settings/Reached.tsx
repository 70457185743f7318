import type { ConnectionTest } from "../backend/bindings/types";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./Reached.module.css";

/** ECS has answered: where, which way, how fast and when. */
export function Reached({ test: { host, milliseconds, proxy, at } }: { test: ConnectionTest }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const now = useNow();
  const values = { host, milliseconds: format.number(milliseconds), time: format.clock(at, now) };
  return (
    <span className={styles.line}>
      <StatusShape tone="good" />
      <span>{proxy === null ? t("connection.straight", values) : t("connection.through", { ...values, proxy })}</span>
    </span>
  );
}
