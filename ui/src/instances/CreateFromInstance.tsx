import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Suspense, useRef } from "react";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { instanceQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { LazyPopover } from "../components/LazyPopover";
import type { Target } from "../grid/target";
import { useTranslation } from "../i18n/useTranslation";
import { go, goFrom } from "../route";
import { useOpen } from "../useOpen";
import { newestSystemSnapshot } from "./newestSet";

/** Why no image can be started: the time lines of an instance reach back only so many days. */
type Barred = { reason: "none" | "many" } | { reason: "noSnapshot"; days: number; instance: ResourceKey };

/** Starts a custom image from the newest snapshot of an instance's system disk; where there is none it says so. */
export function CreateFromInstance({ target }: { target: Target }) {
  const { t } = useTranslation("instances");
  const client = useQueryClient();
  const open = useOpen();
  const button = useRef<HTMLButtonElement>(null);
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: async ({ count, keys }: Target): Promise<Barred | null> => {
      if (count !== 1) return { reason: count === 0 ? "none" : "many" };
      const [instance] = await keys(1);
      if (!instance) return { reason: "none" };
      const detail = await client.query({ ...instanceQuery(instance), staleTime: 0 });
      const key: ResourceKey | null = newestSystemSnapshot(detail);
      if (!key) return { reason: "noSnapshot", days: detail.timelineDays, instance };
      goFrom({ page: "instances" }, { page: "image", key });
      return null;
    },
  });
  const explained = error !== null || (data !== undefined && data !== null);
  return (
    <>
      <Button ref={button} variant="primary" aria-disabled={isPending} onClick={() => (explained ? reset() : !isPending && mutate(target))}>
        {t("create")}
      </Button>
      {explained && (
        <LazyPopover open anchor={button} label={t("create")} onClose={reset}>
          <Suspense fallback={null}>{data ? (
              <>
                <p>{data.reason === "noSnapshot" ? t("explain.noSnapshot", { count: data.days }) : t(`explain.${data.reason}`)}</p>
                {data.reason === "noSnapshot" && (
                  <Button variant="primary" onClick={() => go({ page: "snapshotOrder", key: data.instance })}>
                    {t("explain.createSnapshots")}
                  </Button>
                )}
                {data.reason === "noSnapshot" && <Button onClick={() => open.snapshotsOf(data.instance.id)}>{t("explain.showSnapshots")}</Button>}
              </>
            ) : (
              <CouldNotAsk problem={problemOf(error)} plain />
            )}</Suspense>
        </LazyPopover>
      )}
    </>
  );
}
