import type { TFunction } from "i18next";
import type { Account } from "../backend/bindings/types";

/** A UID in groups of four, as people read it aloud. */
export const groupedUid = (uid: string) => uid.replace(/(.{4})(?=.)/g, "$1 ");

/** Whose key an account uses, in words, from its ARN. An ARN of an unknown kind is shown as it is. */
export function whoOf({ kind, arn }: Pick<Account, "kind" | "arn">, t: TFunction<"accounts">): string {
  if (kind === "practice") return t("who.practice");
  const holder = arn.split(":").slice(4).join(":");
  if (holder === "root") return t("who.root");
  const [type, name] = holder.split("/");
  if (type === "user" && name) return t("who.user", { name });
  if ((type === "role" || type === "assumed-role") && name) return t("who.role", { name });
  return arn;
}
