import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { proofStart } from "../backend/bindings/commands";
import type { ResourceKey } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { Dialog } from "../components/Dialog";
import { ProblemNote } from "../components/ProblemNote";
import { Select } from "../components/Select";
import { useTranslation } from "../i18n/useTranslation";
import { goFrom } from "../route";
import { useRequest } from "../useCommand";
import type { PickedInstance } from "./pickedInstances";

/** Compares the selected instances with one of them, attribute by attribute: a job of its own. */
export function CompareDialog({ instances, onClose }: { instances: readonly PickedInstance[]; onClose: () => void }) {
  const { t } = useTranslation(["instances", "common"]);
  const client = useQueryClient();
  const [against, setAgainst] = useState(instances[0]?.key.id ?? "");
  const [first] = instances;
  const mixed = instances.some(({ key }) => key.accountId !== first?.key.accountId || key.regionId !== first.key.regionId);
  const others = instances.filter(({ key }) => key.id !== against);
  const start = useRequest((requestId: string, keys: ResourceKey[], id: string) => proofStart(requestId, keys, id), {
    failureIn: "here",
    onDone: (job) => {
      onClose();
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "instances" }, { page: "job", id: job.id });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("compare.title")}
      text={t("compare.text")}
      note={mixed ? undefined : t("compare.others", { count: others.length })}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("common:actions.cancel")}
          </Button>
          <Button
            variant="primary"
            size="large"
            aria-disabled={mixed || start.busy || undefined}
            onClick={() => {
              if (!mixed) start.run(others.map(({ key }) => key), against);
            }}
          >
            {t("compare.button")}
          </Button>
        </>
      }
    >
      {mixed ? (
        <Callout tone="warning">{t("compare.mixed")}</Callout>
      ) : (
        <Select
          label={t("compare.with")}
          value={against}
          options={instances.map(({ key, name }) => ({ value: key.id, label: name || key.id, ...(name !== "" && { hint: key.id }) }))}
          onChange={setAgainst}
        />
      )}
      {start.problem && <ProblemNote problem={start.problem} />}
    </Dialog>
  );
}
