import { useTranslation } from "react-i18next";
import type { Account } from "../backend/bindings/types";
import { Badge } from "./Badge";

export interface EnvironmentBadgeProps {
  account: Pick<Account, "kind" | "environment">;
}

/** Solid plum for production, outlined for the others; the practice cloud is always named. */
export function EnvironmentBadge({ account }: EnvironmentBadgeProps) {
  const { t } = useTranslation();
  if (account.kind === "practice") return <Badge>{t("practice")}</Badge>;
  return (
    <Badge tone={account.environment === "production" ? "production" : "plain"}>
      {t(`environment.${account.environment}Badge`)}
    </Badge>
  );
}
