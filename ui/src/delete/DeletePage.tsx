import { useQuery } from "@tanstack/react-query";
import { deletionOpen } from "../backend/bindings/commands";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { WizardWaiting } from "../components/WizardWaiting";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import type { Route } from "../route";
import { DeleteForm } from "./DeleteForm";
import { placesOf } from "./placesOf";

/** So many are deleted by one job. */
const MOST_IMAGES = 100;
const MOST_SNAPSHOTS = 10_000;

/** What may be deleted, without the word for the page. */
export type Of = Omit<Extract<Route, { page: "delete" }>, "page">;

/** The plan of a deletion: what goes in which order, what breaks, what stays, and what is refused. */
export default function DeletePage(of: Of) {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  const { images, snapshots } = of;
  const keys = [...images, ...snapshots];
  const accountIds = new Set(keys.map(({ accountId }) => accountId));
  const isMany = images.length > MOST_IMAGES || snapshots.length > MOST_SNAPSHOTS;
  const most = { images: format.number(MOST_IMAGES), snapshots: format.number(MOST_SNAPSHOTS) };
  const never = keys.length === 0 ? t("never.unread") : accountIds.size > 1 ? t("never.scattered") : isMany ? t("never.many", most) : null;
  const start = useQuery({ enabled: never === null, queryKey: ["deletion", of], queryFn: () => deletionOpen([...images], [...snapshots]), gcTime: 0, staleTime: 0, refetchOnMount: "always" });
  const { data: accounts } = useQuery(accountsQuery);
  const account = accounts?.find((candidate) => candidate.id === keys[0]?.accountId);
  const again = () => void start.refetch();
  const to = { page: images.length > 0 ? "images" : "snapshots" } as const;

  if (start.data && start.isFetchedAfterMount) return <DeleteForm here={{ page: "delete", ...of }} to={to} plan={start.data} account={account} asking={start.isFetching} onAsk={again} />;
  return (
    <WizardWaiting
      title={t("title")}
      account={account}
      regionId={placesOf(keys)}
      cancel={t("foot.cancel")}
      to={to}
      loading={t("loading")}
      say={t("foot.nothing")}
      failed={never !== null ? <EmptyState title={never} /> : start.error && <CouldNotAsk title={t("failed")} problem={problemOf(start.error)} onRetry={again} />}
    />
  );
}
