import type { Account } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { Badge } from "./Badge";
import { LockMark } from "./LockMark";

export interface EnvironmentBadgeProps {
  account: Pick<Account, "kind" | "environment" | "locked" | "unlockedUntil">;
}

/** Solid plum for production, outlined for the others; the practice cloud is always named. A lock stands beside it when the account is read-only. */
export function EnvironmentBadge({ account }: EnvironmentBadgeProps) {
  const { t } = useTranslation();
  const practice = account.kind === "practice";
  return (
    <>
      <Badge tone={!practice && account.environment === "production" ? "production" : "plain"}>
        {practice ? t("practice") : t(`environment.${account.environment}Badge`)}
      </Badge>
      <LockMark account={account} />
    </>
  );
}
