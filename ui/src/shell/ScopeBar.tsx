import { useQuery } from "@tanstack/react-query";
import { syncQuery } from "../backend/queries";
import { IconButton } from "../components/IconButton";
import { useTranslation } from "../i18n/useTranslation";
import { useRoute } from "../route";
import { useRefresh } from "../sync/useRefresh";
import { PageScope } from "./PageScope";
import styles from "./ScopeBar.module.css";

/** Which accounts and regions the page is about, and the way to ask them again. */
export function ScopeBar() {
  const { t } = useTranslation("shell");
  const { data: running = false } = useQuery({ ...syncQuery, select: (sync) => sync.running });
  const { refresh, busy: isPending } = useRefresh();
  const route = useRoute();
  const busy = running || isPending;
  return (
    <div className={styles.bar} role="group" aria-label={t("scope.label")}>
      <PageScope route={route} />
      <span className="grow" />
      <IconButton
        icon="refresh"
        label={busy ? t("scope.refreshing") : t("scope.refresh")}
        className={busy ? (styles.busy ?? "") : ""}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) refresh();
        }}
      />
    </div>
  );
}
