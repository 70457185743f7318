import { useQueryClient } from "@tanstack/react-query";
import { instanceQuery } from "../backend/queries";
import type { ActionDef } from "../grid/actionDef";
import type { Target } from "../grid/target";
import { useTranslation } from "../i18n/useTranslation";
import { goFrom } from "../route";
import { useCommand } from "../useCommand";

/** Gives the action that opens Create instances, with everything as one instance has it. */
export function useCreateAnother(): (target: Target) => ActionDef {
  const { t } = useTranslation("instances");
  const client = useQueryClient();
  const open = useCommand(async (target: Target) => {
    const [key] = await target.keys(1);
    if (!key) return;
    const { row } = await client.query({ ...instanceQuery(key), staleTime: 0 });
    goFrom({ page: "instances" }, { page: "launch", key: { ...key, id: row.imageId }, like: key.id });
  });
  return (target) => ({ id: "another", label: t("another"), icon: "instance", reason: target.count > 1 ? t("anotherOne") : undefined, run: () => open.run(target) });
}
