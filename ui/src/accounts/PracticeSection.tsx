import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { practiceClose, practiceOpen } from "../backend/bindings/commands";
import type { Account } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import { ProblemNote } from "../components/ProblemNote";
import styles from "./AccountsSection.module.css";

/** Opens and closes the practice cloud. */
export function PracticeSection({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation("accounts");
  const client = useQueryClient();
  const isOpen = accounts.some((account) => account.kind === "practice");
  const change = useMutation({
    mutationFn: async () => {
      await (isOpen ? practiceClose() : practiceOpen());
    },
    onSettled: () => client.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  });
  return (
    <>
      <h2 className={styles.title}>{t("practice.title")}</h2>
      <div className={styles.practice}>
        <span className="faint">
          <Icon name="flask" />
        </span>
        <span>
          <div className="medium">{t("practice.scenario")}</div>
          <div className="faint">{t(isOpen ? "practice.opened" : "practice.closed")}</div>
        </span>
        <Button aria-disabled={change.isPending || undefined} onClick={() => !change.isPending && change.mutate()}>
          {t(isOpen ? "practice.close" : "practice.open")}
        </Button>
      </div>
      {change.isError && (
        <div className={styles.note}>
          <ProblemNote problem={problemOf(change.error)} />
        </div>
      )}
    </>
  );
}
