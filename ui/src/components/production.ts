import type { Account } from "../backend/bindings/types";

/** Whether an account counts as production. One that is not known yet does: a confirmation must not be lost to a slow answer. */
export const isProduction = (account: Pick<Account, "environment" | "kind"> | undefined): boolean =>
  account === undefined || (account.environment === "production" && account.kind !== "practice");
