import { useQuery } from "@tanstack/react-query";
import { replaceOpen } from "../backend/bindings/commands";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { WizardWaiting } from "../components/WizardWaiting";
import { useTranslation } from "../i18n/useTranslation";
import type { Route } from "../route";
import { ReplaceForm } from "./ReplaceForm";

/** What is replaced, without the word for the page. */
export type Of = Omit<Extract<Route, { page: "replace" }>, "page">;

/** Replace operating system: another system disk for one instance or several, from an image. */
export default function ReplacePage(of: Of) {
  const { t } = useTranslation("replace");
  const { accountId, regionId, instanceIds, imageId } = of;
  const keys = instanceIds.map((id) => ({ accountId, regionId, id }));
  const start = useQuery({ queryKey: ["replace-start", of], queryFn: () => replaceOpen(keys, imageId), gcTime: 0, staleTime: 0, refetchOnMount: "always" });
  const { data: accounts } = useQuery(accountsQuery);
  const account = accounts?.find((candidate) => candidate.id === accountId);

  if (start.data && start.isFetchedAfterMount) return <ReplaceForm key={[imageId, ...instanceIds].join(" ")} of={of} start={start.data} account={account} />;
  return (
    <WizardWaiting
      title={t("title")}
      account={account}
      regionId={regionId}
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
