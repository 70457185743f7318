import type { TFunction } from "i18next";
import type { Account } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";

type Named = Pick<Account, "alias" | "kind">;

/** What an account is called. The practice account has no name of its own: it is called so in every language. */
export const accountName = ({ alias, kind }: Named, common: TFunction): string => (kind === "practice" ? common("practiceAccount") : alias);

/** Gives the name of an account in the language of the window. */
export function useAccountName(): (account: Named) => string {
  const { t } = useTranslation("common");
  return (account) => accountName(account, t);
}
