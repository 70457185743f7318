import type { TFunction } from "i18next";
import type { Account } from "../backend/bindings/types";

/** A UID in groups of four, as people read it aloud. */
export const groupedUid = (uid: string) => uid.replace(/(.{4})(?=.)/g, "$1 ");

export interface Holder {
  kind: "root" | "user" | "role";
  /** Of the RAM user or role; empty for the account itself. */
  name: string;
}

/** Who an ARN names; null for one of an unknown kind. */
export function holderOf(arn: string): Holder | null {
  const holder = arn.split(":").slice(4).join(":");
  if (holder === "root") return { kind: "root", name: "" };
  const [type, name] = holder.split("/");
  if (type === "user" && name) return { kind: "user", name };
  return (type === "role" || type === "assumed-role") && name ? { kind: "role", name } : null;
}

/** Whose key an account uses, in words, from its ARN. An ARN of an unknown kind is shown as it is. */
export function whoOf({ kind, arn }: Pick<Account, "kind" | "arn">, t: TFunction<"accounts">): string {
  if (kind === "practice") return t("who.practice");
  const holder = holderOf(arn);
  return holder ? t(`who.${holder.kind}`, { name: holder.name }) : arn;
}
