import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { deletionByRule } from "../backend/bindings/commands";
import type { DeletionRule } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { WizardWaiting } from "../components/WizardWaiting";
import { useTranslation } from "../i18n/useTranslation";
import type { Route } from "../route";
import { isInScope } from "../scope";
import { DeleteForm } from "./DeleteForm";
import { RuleForm } from "./RuleForm";
import { RuleStays } from "./RuleStays";

/** So many of the newest of each family stay at first. */
const KEEP = 3;

type Props = Omit<Extract<Route, { page: "deleteByRule" }>, "page">;

/** The plan of what a rule deletes, with the rule at its top and what stays below. */
export default function DeleteByRulePage({ accountIds, regionIds, resourceGroupIds }: Props) {
  const { t } = useTranslation("deletion");
  const { data: accounts } = useQuery(accountsQuery);
  const inScope = accounts?.filter(({ id }) => isInScope({ accountIds: [...accountIds] }, id)) ?? [];
  const [picked, setPicked] = useState<DeletionRule | null>(null);
  const [isTyped, setTyped] = useState(false);
  const first = inScope[0];
  const rule: DeletionRule | null =
    picked ?? (first ? { accountId: first.id, regionIds: [...regionIds], resourceGroupIds: [...resourceGroupIds], keep: KEEP, olderThanDays: null, deprecatedOnly: false } : null);
  const found = useQuery({
    enabled: rule !== null,
    queryKey: ["deletionByRule", rule],
    queryFn: () => deletionByRule(rule as DeletionRule),
    gcTime: 0,
    staleTime: 0,
    refetchOnMount: "always",
    // The plan before stays in sight, and cannot be begun, until the next one is there.
    placeholderData: keepPreviousData,
  });
  const account = accounts?.find(({ id }) => id === rule?.accountId);
  const again = () => void found.refetch();
  const regions = regionIds.length > 0 ? regionIds.join(" · ") : t("rule.allRegions");
  const place = { title: t("rule.title"), account, regionId: regions, cancel: t("foot.cancel"), to: { page: "images" } } as const;
  const nobody = accounts !== undefined && inScope.length === 0;

  if (rule === null || !found.data)
    return (
      <WizardWaiting
        {...place}
        loading={t("rule.loading")}
        say={t("foot.nothing")}
        failed={nobody ? <EmptyState title={t("rule.noAccount")} /> : found.error && <CouldNotAsk title={t("failed")} problem={problemOf(found.error)} onRetry={again} />}
      />
    );
  const { plan, stays } = found.data;
  return (
    <DeleteForm
      here={{ page: "deleteByRule", accountIds, regionIds, resourceGroupIds }}
      to={{ page: "images" }}
      plan={plan}
      account={account}
      // What is typed and not applied is not what is shown.
      asking={found.isFetching || isTyped}
      onAsk={again}
      rule={{
        title: place.title,
        regionIds: regions,
        none: t("rule.none"),
        form: (waits) => (
          <RuleForm
            rule={rule}
            accounts={inScope}
            waits={waits}
            onTyped={setTyped}
            onApply={(next) => {
              setTyped(false);
              setPicked(next);
            }}
          />
        ),
        below: <RuleStays stays={stays} />,
      }}
    />
  );
}
