import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { snapshotOrderOpen } from "../backend/bindings/commands";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Skeleton } from "../components/Skeleton";
import styles from "../components/Wizard.module.css";
import { WizardHead } from "../components/WizardHead";
import { leave } from "../route";
import { SnapshotOrderForm } from "./SnapshotOrderForm";

/** Create snapshots: of the disks of an instance, and the image of them when it is wanted. */
export default function SnapshotOrderPage({ instanceKey }: { instanceKey: ResourceKey }) {
  const { t } = useTranslation("snapshotOrder");
  const start = useQuery({ queryKey: ["snapshot-order", instanceKey], queryFn: () => snapshotOrderOpen(instanceKey), gcTime: 0, staleTime: 0, refetchOnMount: "always" });
  const { data: accounts } = useQuery(accountsQuery);
  const account = accounts?.find((candidate) => candidate.id === instanceKey.accountId);

  if (start.data && start.isFetchedAfterMount) return <SnapshotOrderForm key={instanceKey.id} instanceKey={instanceKey} start={start.data} account={account} />;
  return (
    <div className={styles.wizard}>
      <WizardHead title={t("title")} account={account} regionId={instanceKey.regionId} />
      {start.error ? (
        <div className={styles.centre}>
          <CouldNotAsk title={t("failed")} problem={problemOf(start.error)} onRetry={() => void start.refetch()} />
        </div>
      ) : (
        <div className={styles.main} role="status" aria-label={t("loading")}>
          <div className={styles.waiting}>
            {[220, 420, 380, 400, 340].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </div>
      )}
      <footer className={styles.foot}>
        <Button variant="quiet" size="large" className={styles.first ?? ""} onClick={() => leave({ page: "instances" })}>
          {t("foot.cancel")}
        </Button>
        <span className={styles.say}>{t("foot.nothing")}</span>
      </footer>
    </div>
  );
}
