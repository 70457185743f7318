import { useQuery } from "@tanstack/react-query";
import type { Problem } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { StatusShape } from "../components/Status";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./ScopeBar.module.css";

/** That the accounts could not be read, on every page that lists by them: without them a choice of accounts cannot be shown. */
export default function AccountsFailed() {
  const { error, refetch, isFetching } = useQuery(accountsQuery);
  return error && <Told problem={problemOf(error)} busy={isFetching} onRetry={() => void refetch()} />;
}

function Told({ problem, busy, onRetry }: { problem: Problem; busy: boolean; onRetry: () => void }) {
  const { t } = useTranslation(["shell", "common"]);
  const { title, text } = useProblemWords()(problem);
  return (
    <>
      <span className={styles.failed} role="alert" data-tip={`${title}. ${text}`}>
        <StatusShape tone="bad" />
        <span className="trunc">{t("scope.accountsFailed")}</span>
        <span className="sr-only">{`${title}. ${text}`}</span>
      </span>
      <Button aria-disabled={busy || undefined} onClick={() => !busy && onRetry()}>
        {t("common:actions.tryAgain")}
      </Button>
    </>
  );
}
