import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useState, type ReactNode } from "react";
import type { InstanceRow } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { toastLater } from "../components/toastLater";
import type { ActionDef } from "../grid/actionDef";
import type { Target } from "../grid/target";
import type { ViewHandle } from "../grid/viewHandle";
import { useProblemWords } from "../i18n/problemWords";
import { problemOf } from "../backend/problem";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { areScattered, isScattered, picked, statusesOf, type PickedInstance } from "./pickedInstances";
import { usePower } from "./usePower";

const PowerDialog = lazy(async () => ({ default: (await import("./PowerDialog")).PowerDialog }));
const CompareDialog = lazy(async () => ({ default: (await import("./CompareDialog")).CompareDialog }));

/** So many instances are stopped or compared at a time. */
const MOST = 1000;

/** So many are replaced by one job. */
const MOST_REPLACED = 100;

type Asking = { about: "stop" | "reboot" | "compare"; instances: readonly PickedInstance[] };

/** What can be done with instances: start, stop, restart, compare, make snapshots of their disks, replace their system. */
export function useInstanceActions(view: ViewHandle<InstanceRow>): { actions: (target: Target) => ActionDef[]; head: (target: Target) => ReactNode; dialog: ReactNode } {
  const { t } = useTranslation("instances");
  const problemWords = useProblemWords();
  const { data: accounts } = useQuery(accountsQuery);
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const start = usePower({ failureIn: "toast" });
  const power = usePower({ failureIn: "here", onDone: close });

  // Which instances are meant is settled once, when the action is chosen.
  const withPicked = (target: Target, then: (instances: PickedInstance[]) => void) => {
    if (target.count > MOST) {
      void toastLater(t("power.many", { most: MOST }), "", { tone: "warning" });
      return;
    }
    target.keys(target.count).then(
      (keys) => keys.length > 0 && then(picked(view, keys)),
      (thrown: unknown) => {
        const { title, text } = problemWords(problemOf(thrown));
        void toastLater(title, text, { tone: "bad" });
      },
    );
  };
  const ask = (about: Asking["about"], target: Target) =>
    withPicked(target, (instances) => {
      power.reset();
      setAsking({ about, instances });
    });

  const replace = (instances: readonly PickedInstance[]) => {
    const keys = instances.map(({ key }) => key);
    const [first] = keys;
    // The list may not have known all of them.
    if (areScattered(keys)) void toastLater(t("actions.scattered"), "", { tone: "warning" });
    else if (first) go({ page: "replace", accountId: first.accountId, regionId: first.regionId, instanceIds: keys.map(({ id }) => id), imageId: null });
  };

  const all = (target: Target): Record<"start" | "stop" | "restart" | "compare" | "snapshots" | "change" | "replace", ActionDef> => {
    const statuses = statusesOf(view, target.one);
    const known = statuses.length >= target.count;
    const noneStopped = known && !statuses.includes("Stopped");
    const allStopped = known && statuses.every((status) => status === "Stopped");
    return {
      start: {
        id: "start",
        label: t("actions.start"),
        icon: "play",
        reason: noneStopped ? t("actions.noneStopped") : undefined,
        run: () => withPicked(target, (instances) => start.run({ instances: instances.map(({ key }) => key), action: "start", keepCharging: true, force: false })),
      },
      stop: { id: "stop", label: t("actions.stop"), icon: "power", reason: allStopped ? t("actions.allStopped") : undefined, run: () => ask("stop", target) },
      restart: { id: "restart", label: t("actions.restart"), icon: "refresh", reason: allStopped ? t("actions.allStopped") : undefined, run: () => ask("reboot", target) },
      compare: { id: "compare", label: t("actions.compare"), icon: "compare", run: () => ask("compare", target) },
      snapshots: {
        id: "snapshots",
        label: t("actions.snapshots"),
        icon: "snapshots",
        reason: target.count > 1 ? t("actions.oneOnly") : undefined,
        run: () => withPicked(target, ([one]) => one && go({ page: "snapshotOrder", key: one.key })),
      },
      change: {
        id: "change",
        label: t("actions.change"),
        icon: "chip",
        reason: target.count > 1 ? t("actions.oneOnly") : undefined,
        run: () => withPicked(target, ([one]) => one && go({ page: "change", key: one.key })),
      },
      replace: {
        id: "replace",
        label: t("actions.replace"),
        icon: "image",
        reason: target.count > MOST_REPLACED ? t("actions.replaceMost", { most: MOST_REPLACED }) : isScattered(view, target.one) ? t("actions.scattered") : undefined,
        run: () => withPicked(target, replace),
      },
    };
  };

  return {
    actions: (target) => {
      const { start: starting, stop, restart, compare, snapshots, change, replace: replacing } = all(target);
      return [starting, stop, restart, ...(target.count > 1 ? [compare] : [snapshots]), change, replacing];
    },
    head: (target) => {
      if (target.count === 0) return null;
      const { start: starting, stop, restart } = all(target);
      const shown = stop.reason === undefined ? [stop, restart] : [starting];
      return shown.map(({ id, label, run }) => (
        <Button key={id} variant="quiet" aria-disabled={start.busy || undefined} onClick={run}>
          {label}
        </Button>
      ));
    },
    dialog: asking && (
      <Suspense fallback={null}>
        {asking.about === "compare" ? (
          <CompareDialog instances={asking.instances} onClose={close} />
        ) : (
          <PowerDialog
            action={asking.about}
            instances={asking.instances}
            accounts={accounts ?? []}
            busy={power.busy}
            problem={power.problem}
            onConfirm={(choice) => power.run({ instances: asking.instances.map(({ key }) => key), action: asking.about === "stop" ? "stop" : "reboot", ...choice })}
            onClose={close}
          />
        )}
      </Suspense>
    ),
  };
}
