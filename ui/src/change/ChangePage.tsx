import { useQuery } from "@tanstack/react-query";
import { changeOpen } from "../backend/bindings/commands";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { WizardWaiting } from "../components/WizardWaiting";
import { useTranslation } from "../i18n/useTranslation";
import { ChangeWizard } from "./ChangeWizard";

/** Change configuration: type, disks and public bandwidth of one instance. */
export default function ChangePage({ instanceKey }: { instanceKey: ResourceKey }) {
  const { t } = useTranslation("change");
  const start = useQuery({ queryKey: ["change", instanceKey], queryFn: () => changeOpen(instanceKey), gcTime: 0, refetchOnMount: "always" });
  const { data: accounts } = useQuery(accountsQuery);
  const account = accounts?.find((candidate) => candidate.id === instanceKey.accountId);

  if (start.data && start.isFetchedAfterMount)
    return <ChangeWizard key={instanceKey.id} instanceKey={instanceKey} start={start.data} account={account} onOpenAgain={() => void start.refetch()} opening={start.isFetching} />;
  return (
    <WizardWaiting
      title={t("title")}
      account={account}
      regionId={instanceKey.regionId}
      cancel={t("foot.cancel")}
      to={{ page: "instances" }}
      loading={t("loading")}
      say={t("foot.safe")}
      failed={
        start.error && <CouldNotAsk title={t("failed")} problem={problemOf(start.error)} onRetry={() => void start.refetch()} />
      }
    />
  );
}
