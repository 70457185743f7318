import { useQuery } from "@tanstack/react-query";
import { snapshotOrderOpen } from "../backend/bindings/commands";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { WizardWaiting } from "../components/WizardWaiting";
import { useTranslation } from "../i18n/useTranslation";
import { SnapshotOrderForm } from "./SnapshotOrderForm";

/** Create snapshots: of the disks of an instance, and the image of them when it is wanted. */
export default function SnapshotOrderPage({ instanceKey }: { instanceKey: ResourceKey }) {
  const { t } = useTranslation("snapshotOrder");
  const start = useQuery({ queryKey: ["snapshot-order", instanceKey], queryFn: () => snapshotOrderOpen(instanceKey), gcTime: 0, staleTime: 0, refetchOnMount: "always" });
  const { data: accounts } = useQuery(accountsQuery);
  const account = accounts?.find((candidate) => candidate.id === instanceKey.accountId);

  if (start.data && start.isFetchedAfterMount) return <SnapshotOrderForm key={instanceKey.id} instanceKey={instanceKey} start={start.data} account={account} />;
  return (
    <WizardWaiting
      title={t("title")}
      account={account}
      regionId={instanceKey.regionId}
      cancel={t("foot.cancel")}
      to={{ page: "instances" }}
      loading={t("loading")}
      say={t("foot.nothing")}
      failed={
        start.error && <CouldNotAsk title={t("failed")} problem={problemOf(start.error)} onRetry={() => void start.refetch()} />
      }
    />
  );
}
